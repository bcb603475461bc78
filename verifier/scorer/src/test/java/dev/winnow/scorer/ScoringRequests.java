package dev.winnow.scorer;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.testing.Records;
import java.util.List;
import java.util.Map;

/** Well-formed scoring requests to start a test from. */
public final class ScoringRequests {
  private ScoringRequests() {}

  /** A request for the reward of this response to a prompt of {@link Records}. */
  public static ScoringRequest reward(String promptId, int index, String response) {
    return request(
        Records.prompt(promptId), index, response, scorer("reward", Map.of(), "helpful"));
  }

  /** A request to judge this response. */
  public static ScoringRequest judge(Prompt prompt, String response, Map<String, String> options) {
    return request(prompt, 0, response, scorer("judge", options, "quality"));
  }

  /** A scorer that gives these scores; the first is its name. */
  public static Scorer scorer(String type, Map<String, String> options, String... scores) {
    return Scorer.newBuilder()
        .setName(scores[0])
        .setType(type)
        .setPool("rm")
        .setOptions(options)
        .setScores(List.of(scores))
        .build();
  }

  /** A request for this scorer. */
  public static ScoringRequest request(Prompt prompt, int index, String response, Scorer scorer) {
    return ScoringRequest.newBuilder()
        .setId("%s/%d/%s".formatted(prompt.getId(), index, scorer.getName()))
        .setPrompt(prompt)
        .setIndex(index)
        .setResponse(response)
        .setScorer(scorer)
        .setRecipeVersion("v1")
        .setAttempt(0)
        .setIssuedAt(Records.NOW)
        .build();
  }
}
