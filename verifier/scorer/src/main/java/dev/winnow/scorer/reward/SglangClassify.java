package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.reward.RewardInput.Rendered;
import java.util.ArrayList;
import java.util.List;

/**
 * SGLang's own {@code POST /classify}: a list of {@code {"embedding": [value]}}, raw outputs in the
 * order of the texts. A request is always sent as a list, since one text alone would be answered by
 * an object.
 *
 * <p>Its {@code /v1/classify} is not used: it applies a softmax over one label, so every value is
 * 1.
 */
public final class SglangClassify implements Dialect {
  private static final int MAX_TEXTS = 64;

  @Override
  public String name() {
    return "sglang-classify";
  }

  @Override
  public String path() {
    return "/classify";
  }

  @Override
  public boolean accepts(RewardInput input) {
    return input instanceof Rendered;
  }

  @Override
  public boolean addsSpecialTokens() {
    return true;
  }

  @Override
  public int maxInputs(RewardInput input) {
    return MAX_TEXTS;
  }

  @Override
  public JsonNode request(String model, List<? extends RewardInput> inputs, boolean raw) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    ArrayNode texts = body.putArray("text");
    inputs.forEach(input -> texts.add(((Rendered) input).text()));
    return body;
  }

  @Override
  public List<ScoreReading> read(JsonNode answer, int inputs) throws MalformedAnswerException {
    JsonNode entries =
        answer.isObject() && inputs == 1
            ? JsonNodeFactory.instance.arrayNode().add(answer)
            : answer;
    List<ScoreReading> readings = new ArrayList<>(inputs);
    for (JsonNode entry : RewardEntries.inOrder(entries, inputs)) {
      readings.add(RewardEntries.single(entry.path("embedding")));
    }
    return readings;
  }
}
