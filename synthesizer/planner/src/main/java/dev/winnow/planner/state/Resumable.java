package dev.winnow.planner.state;

/** A prompt that has no part in a budget's queue: what can fail, and be opened again. */
public sealed interface Resumable extends OpenPrompt permits Ready, InRound {
  @Override
  Resumable wakingAt(long time);

  /**
   * Returns the state whose progress says that the prompt waits for this condition of its pool; 0
   * for nothing.
   */
  Resumable telling(int condition);

  /** Returns the state of a prompt for which nothing more is ordered, unless it is opened again. */
  default Failed fail() {
    return new Failed(this);
  }

  /**
   * Returns the state of a failed prompt that is opened again: candidates that could not be sampled
   * no longer count for a cap, and those without a verdict are to be ordered anew.
   */
  Resumable reopened(long now);
}
