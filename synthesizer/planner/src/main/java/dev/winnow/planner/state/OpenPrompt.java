package dev.winnow.planner.state;

import dev.winnow.schemas.PromptState;

/** A prompt that has begun under its recipe, and has neither ended nor failed. */
public sealed interface OpenPrompt extends PromptStatus
    permits Resumable, AwaitingLease, OutOfBudget, HoldingQuota {
  /** Returns what the planner knows of the prompt. */
  PromptAccount account();

  @Override
  OpenPrompt wakingAt(long time);

  @Override
  default Identity identity() {
    return account().origin().identity();
  }

  @Override
  default long wakeAt() {
    return account().reminder().wakeAt();
  }

  @Override
  default PromptState state() {
    return PromptState.SAMPLING;
  }

  @Override
  default int ordered() {
    return account().orders().candidates();
  }

  @Override
  default Tally tally() {
    return account().tally();
  }

  /** Returns the name of its recipe. */
  default String recipe() {
    return account().recipe();
  }
}
