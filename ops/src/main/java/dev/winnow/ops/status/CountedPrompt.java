package dev.winnow.ops.status;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.PromptStates;

/** What one prompt adds to the counts of its recipe. */
record CountedPrompt(
    String recipe,
    PromptState state,
    String code,
    int ordered,
    int accepted,
    int rejected,
    int undecided,
    int awaitingScores,
    long tokens) {
  static CountedPrompt of(Progress progress) {
    return new CountedPrompt(
        progress.getRecipe(),
        progress.getState(),
        progress.getReasonCode().orElse(""),
        progress.getOrdered(),
        progress.getAccepted(),
        progress.getRejected(),
        progress.getUndecided(),
        progress.getAwaitingScores(),
        progress.getTokens());
  }

  /** Returns the same with names of this table, so that many prompts share each text. */
  CountedPrompt withNames(Interned names) {
    return new CountedPrompt(
        names.of(recipe),
        state,
        names.of(code),
        ordered,
        accepted,
        rejected,
        undecided,
        awaitingScores,
        tokens);
  }

  boolean isOpen() {
    return !PromptStates.hasEnded(state);
  }
}
