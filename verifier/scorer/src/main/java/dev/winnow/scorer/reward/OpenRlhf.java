package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.reward.RewardInput.Rendered;
import java.util.ArrayList;
import java.util.List;

/** OpenRLHF's {@code POST /get_reward}: {@code {"rewards": [value, ...]}} in the texts' order. */
public final class OpenRlhf implements Dialect {
  private static final int MAX_TEXTS = 64;

  @Override
  public String name() {
    return "openrlhf";
  }

  @Override
  public String path() {
    return "/get_reward";
  }

  @Override
  public boolean accepts(RewardInput input) {
    return input instanceof Rendered;
  }

  @Override
  public int maxInputs(RewardInput input) {
    return MAX_TEXTS;
  }

  @Override
  public JsonNode request(String model, List<? extends RewardInput> inputs, boolean raw) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode texts = body.putArray("query");
    inputs.forEach(input -> texts.add(((Rendered) input).text()));
    body.putArray("prompts");
    body.putArray("labels");
    return body;
  }

  @Override
  public List<ScoreReading> read(JsonNode answer, int inputs) throws MalformedAnswerException {
    List<ScoreReading> readings = new ArrayList<>(inputs);
    for (JsonNode reward : RewardEntries.inOrder(answer.path("rewards"), inputs)) {
      readings.add(RewardEntries.single(reward));
    }
    return readings;
  }
}
