package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.reward.RewardInput.Pair;
import java.util.ArrayList;
import java.util.List;

/**
 * vLLM's {@code POST /classify}: {@code {"data": [{"index", "probs": [value], ...}]}}.
 *
 * <p>Two traps: a model with one label gets a sigmoid unless {@code use_activation} is false, and a
 * rendered text gets a second beginning-of-sequence token unless {@code add_special_tokens} is
 * false. The server never cuts a text: {@code truncate_prompt_tokens} is not sent, so that a text
 * that is too long is an error.
 */
public final class VllmClassify implements Dialect {
  @Override
  public String name() {
    return "vllm-classify";
  }

  @Override
  public String path() {
    return "/classify";
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
    return Vllm.body(model, inputs, raw);
  }

  @Override
  public List<ScoreReading> read(JsonNode answer, int inputs) throws MalformedAnswerException {
    List<ScoreReading> readings = new ArrayList<>(inputs);
    for (JsonNode entry : RewardEntries.byIndex(answer.path("data"), inputs)) {
      readings.add(RewardEntries.single(entry.path("probs")));
    }
    return readings;
  }
}
