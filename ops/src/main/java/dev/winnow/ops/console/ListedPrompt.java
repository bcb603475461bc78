package dev.winnow.ops.console;

import dev.winnow.schemas.Progress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in a list. Immutable.
 *
 * @param reasonCode what it waits for, or why it ended; null where there is no reason
 * @param passRate 0 to 1; null while no candidate is accepted or rejected
 * @param wanted accepted candidates wanted; null when all are, or when it is not known yet
 * @param tokens tokens generated for the candidates judged so far
 */
record ListedPrompt(
    String id,
    String recipe,
    String recipeVersion,
    String state,
    @Nullable String reasonCode,
    @Nullable String reason,
    int round,
    int ordered,
    int judged,
    int accepted,
    int rejected,
    int undecided,
    @Nullable Double passRate,
    @Nullable Integer wanted,
    boolean unsolvable,
    long tokens,
    Map<String, String> metadata,
    String startedAt,
    String updatedAt) {
  ListedPrompt {
    metadata = Map.copyOf(metadata);
  }

  static ListedPrompt of(Progress progress) {
    return new ListedPrompt(
        progress.getPromptId(),
        progress.getRecipe(),
        progress.getRecipeVersion(),
        progress.getState().name(),
        progress.getReasonCode().orElse(null),
        progress.getReason().orElse(null),
        progress.getRound(),
        progress.getOrdered(),
        progress.getJudged(),
        progress.getAccepted(),
        progress.getRejected(),
        progress.getUndecided(),
        progress.getPassRate().orElse(null),
        progress.getWanted().orElse(null),
        progress.getUnsolvable(),
        progress.getTokens(),
        progress.getMetadata(),
        progress.getStartedAt().toString(),
        progress.getUpdatedAt().toString());
  }
}
