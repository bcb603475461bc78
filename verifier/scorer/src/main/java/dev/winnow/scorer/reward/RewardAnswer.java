package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.scorer.ScoreReading;
import java.util.List;
import java.util.OptionalLong;

/**
 * A server's answer to some inputs.
 *
 * @param readings one for each input, in their order
 * @param tokens that all inputs have together, where the server counts them
 */
record RewardAnswer(List<ScoreReading> readings, OptionalLong tokens) implements Reply.Answered {
  static RewardAnswer of(List<ScoreReading> readings, JsonNode answer) {
    return new RewardAnswer(readings, tokens(answer));
  }

  private static OptionalLong tokens(JsonNode answer) {
    JsonNode usage = answer.path("usage").path("prompt_tokens");
    if (usage.isIntegralNumber() && usage.longValue() > 0) {
      return OptionalLong.of(usage.longValue());
    }
    long sum = 0;
    // SGLang answers an object in place of a list of one.
    for (JsonNode entry : answer.has("meta_info") ? List.of(answer) : answer) {
      long tokens = entry.path("meta_info").path("prompt_tokens").asLong(0);
      if (tokens <= 0) {
        return OptionalLong.empty();
      }
      sum += tokens;
    }
    return sum > 0 ? OptionalLong.of(sum) : OptionalLong.empty();
  }
}
