package dev.winnow.planner.strategy;

/** What becomes of a prompt after a round. */
public sealed interface Decision {
  /**
   * Another round.
   *
   * @param candidates of it, at least 1
   * @param wanted of the prompt, as far as is known now
   */
  record SampleMore(int candidates, Wanted wanted) implements Decision {}

  /** The prompt has what the recipe wants. */
  record Satisfied() implements Decision {}

  /**
   * It has not, and nothing more may be spent on it.
   *
   * @param code the reason in capitals
   * @param reason in words
   * @param isUnsolvable whether more would hardly help: this model does not solve the prompt, or
   *     its reference is wrong
   */
  record Exhausted(String code, String reason, boolean isUnsolvable) implements Decision {}

  /**
   * No candidate of it could be sampled, and more would hardly help.
   *
   * @param code the reason in capitals
   * @param reason in words
   */
  record Failed(String code, String reason) implements Decision {}
}
