package dev.winnow.planner.state;

import dev.winnow.schemas.PromptState;

/**
 * The prompt could not be sampled. It is forgotten when it is looked at again, or opened again
 * before.
 *
 * @param was the state that it failed in
 */
public record Failed(Resumable was) implements PromptStatus {
  @Override
  public Identity identity() {
    return was.identity();
  }

  @Override
  public long wakeAt() {
    return was.wakeAt();
  }

  @Override
  public PromptState state() {
    return PromptState.FAILED;
  }

  @Override
  public int ordered() {
    return was.ordered();
  }

  @Override
  public Tally tally() {
    return was.tally();
  }

  @Override
  public Failed wakingAt(long time) {
    return new Failed(was.wakingAt(time));
  }

  /** Returns the state in which the prompt failed, opened again. */
  public Resumable reopen(long now) {
    return was.reopened(now);
  }
}
