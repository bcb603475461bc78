package dev.winnow.curator;

import dev.winnow.schemas.CuratedPrompt;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Reasons;

/** What progress says about the end of a prompt. */
final class PromptEnds {
  private PromptEnds() {}

  /** Returns whether a prompt that has ended may go on: with a larger budget, or opened again. */
  static boolean mayContinue(Progress progress) {
    return progress.getState() == PromptState.FAILED
        || progress.getReasonCode().filter(Reasons.BUDGET_SPENT::equals).isPresent();
  }

  /** Returns whether the rows that this progress counts have arrived. */
  static boolean isComplete(CuratedPrompt prompt, Progress progress) {
    return prompt.getAccepted() >= progress.getAccepted()
        && prompt.getRejected() >= progress.getRejected()
        && prompt.getUndecided() >= progress.getUndecided();
  }

  /** Returns whether the prompt was curated at its latest end, and cannot continue. */
  static boolean isOver(CuratedPrompt prompt) {
    return prompt
        .getProgress()
        .filter(progress -> PromptStates.hasEnded(progress) && !mayContinue(progress))
        .filter(progress -> progress.getJudged() <= prompt.getJudged())
        .isPresent();
  }
}
