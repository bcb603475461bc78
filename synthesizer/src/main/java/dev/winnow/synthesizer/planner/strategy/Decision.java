package dev.winnow.synthesizer.planner.strategy;

/** What becomes of a prompt after a round. */
public sealed interface Decision {
  /** Another round of this many candidates, at least 1. */
  record SampleMore(int candidates) implements Decision {}

  /** The prompt has what the recipe wants. */
  record Satisfied() implements Decision {}

  /** It has not, and nothing more may be spent on it. */
  record Exhausted(String reason) implements Decision {}
}
