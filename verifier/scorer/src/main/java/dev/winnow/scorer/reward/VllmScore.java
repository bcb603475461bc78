package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.reward.RewardInput.Pair;
import java.util.ArrayList;
import java.util.List;

/** vLLM's {@code POST /score} for models of pairs: {@code {"data": [{"index", "score"}]}}. */
public final class VllmScore implements Dialect {
  private static final int MAX_PAIRS = 64;

  @Override
  public String name() {
    return "vllm-score";
  }

  @Override
  public String path() {
    return "/score";
  }

  @Override
  public boolean accepts(RewardInput input) {
    return input instanceof Pair;
  }

  @Override
  public int maxInputs(RewardInput input) {
    return MAX_PAIRS;
  }

  @Override
  public JsonNode request(String model, List<? extends RewardInput> inputs, boolean raw) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.put("model", model).put("use_activation", !raw);
    ArrayNode prompts = body.putArray("text_1");
    ArrayNode responses = body.putArray("text_2");
    for (RewardInput input : inputs) {
      Pair pair = (Pair) input;
      prompts.add(pair.prompt());
      responses.add(pair.response());
    }
    return body;
  }

  @Override
  public List<ScoreReading> read(JsonNode answer, int inputs) throws MalformedAnswerException {
    List<ScoreReading> readings = new ArrayList<>(inputs);
    for (JsonNode entry : RewardEntries.byIndex(answer.path("data"), inputs)) {
      readings.add(RewardEntries.single(entry.path("score")));
    }
    return readings;
  }
}
