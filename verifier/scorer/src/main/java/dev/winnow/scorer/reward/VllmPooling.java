package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.reward.RewardInput.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * vLLM's {@code POST /pooling}: {@code {"data": [{"index", "data": ...}]}}, where {@code data} is a
 * number, one number for each step, or one list of class values for each step.
 *
 * @param task {@code classify} for a head on the whole sequence, {@code token_classify} for one on
 *     each token or step
 * @param steps how the values of the steps become one
 */
public record VllmPooling(String task, StepReduction steps) implements Dialect {
  @Override
  public String name() {
    return "vllm-pooling";
  }

  @Override
  public String path() {
    return "/pooling";
  }

  @Override
  public boolean accepts(RewardInput input) {
    return !(input instanceof Pair);
  }

  @Override
  public int maxInputs(RewardInput input) {
    return Vllm.maxInputs(input);
  }

  @Override
  public JsonNode request(String model, List<? extends RewardInput> inputs, boolean raw) {
    ObjectNode body = Vllm.body(model, inputs, raw);
    return body.put("task", task).put("encoding_format", "float");
  }

  @Override
  public List<ScoreReading> read(JsonNode answer, int inputs) throws MalformedAnswerException {
    List<ScoreReading> readings = new ArrayList<>(inputs);
    for (JsonNode entry : RewardEntries.byIndex(answer.path("data"), inputs)) {
      readings.add(reading(entry.path("data")));
    }
    return readings;
  }

  private ScoreReading reading(JsonNode data) {
    if (!data.isArray()) {
      return RewardEntries.single(data);
    }
    if (data.isEmpty()) {
      return new ScoreReading.Unusable("the server answered no step");
    }
    double[] values = new double[data.size()];
    for (int i = 0; i < values.length; i++) {
      JsonNode step = data.get(i);
      // Two classes of a step are wrong and right, in this order.
      JsonNode value = step.isArray() && !step.isEmpty() ? step.get(step.size() - 1) : step;
      if (!value.isNumber() || step.size() > 2) {
        return new ScoreReading.Unusable(
            "step %d: want a number or two, found %s".formatted(i + 1, RewardEntries.shown(step)));
      }
      values[i] = value.doubleValue();
    }
    return ScoreReading.of(steps.of(values));
  }
}
