package dev.winnow.schemas;

/** What the state of a prompt means. */
public final class PromptStates {
  private PromptStates() {}

  /** Returns whether the prompt has ended; a larger budget or a retry may open it again. */
  public static boolean hasEnded(Progress progress) {
    return hasEnded(progress.getState());
  }

  /** Returns whether a prompt in this state has ended. */
  public static boolean hasEnded(PromptState state) {
    return switch (state) {
      case WAITING, SAMPLING -> false;
      case SATISFIED, EXHAUSTED, FAILED -> true;
    };
  }
}
