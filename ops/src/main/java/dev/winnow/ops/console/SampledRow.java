package dev.winnow.ops.console;

import dev.winnow.schemas.Message;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Sample;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of a dataset: a candidate, or a pair of them. Immutable.
 *
 * @param prompt content of the prompt's last message
 * @param candidate the candidate; null in a pair
 * @param pair the pair; null where the row is a candidate
 */
record SampledRow(
    String promptId,
    String recipeVersion,
    CutText prompt,
    @Nullable CandidateCard candidate,
    @Nullable PairCard pair) {
  /**
   * A preference pair.
   *
   * @param margin difference of the scores; null where one of them has none
   */
  record PairCard(
      String policy,
      PairSide chosen,
      PairSide rejected,
      @Nullable Double margin,
      double similarity,
      @Nullable CutText reference,
      String curatedAt) {}

  /** One response of a pair. */
  record PairSide(
      String id, String outcome, @Nullable Double score, int tokens, String model, CutText text) {}

  static SampledRow of(Sample row) {
    return new SampledRow(
        row.getPromptId(),
        row.getRecipeVersion(),
        CutText.of(row.getPrompt()),
        CandidateCard.of(row),
        null);
  }

  static SampledRow of(Pair pair) {
    PairSide chosen =
        new PairSide(
            pair.getChosenId(),
            pair.getChosenOutcome().name(),
            pair.getChosenScore().orElse(null),
            pair.getChosenTokens(),
            pair.getChosenModel(),
            CutText.of(pair.getChosen()));
    PairSide rejected =
        new PairSide(
            pair.getRejectedId(),
            pair.getRejectedOutcome().name(),
            pair.getRejectedScore().orElse(null),
            pair.getRejectedTokens(),
            pair.getRejectedModel(),
            CutText.of(pair.getRejected()));
    return new SampledRow(
        pair.getPromptId(),
        pair.getRecipeVersion(),
        CutText.of(last(pair.getMessages())),
        null,
        new PairCard(
            pair.getPolicy(),
            chosen,
            rejected,
            pair.getMargin().orElse(null),
            pair.getSimilarity(),
            CutText.of(pair.getReference()),
            pair.getCuratedAt().toString()));
  }

  /** Returns what rows are ordered by; null where the row has none. */
  @Nullable Double score() {
    if (pair != null) {
      return pair.margin();
    }
    return candidate == null ? null : candidate.score();
  }

  private static String last(List<Message> messages) {
    return messages.isEmpty() ? "" : messages.getLast().getContent();
  }
}
