package dev.winnow.synthesizer.planner.life;

import dev.winnow.schemas.PromptState;

/**
 * Where a prompt stands: waiting for its recipe, being sampled, or ended. Transitions are methods
 * of the states that they lead from, so that an ended prompt cannot be sampled.
 */
public sealed interface PromptLife permits PromptLife.Waiting, Sampling, PromptLife.Ended {
  /** Hash of what the prompt asks, to tell a repeated publication from another prompt's. */
  String contentHash();

  /** When the planner first saw the prompt, in milliseconds since the epoch. */
  long startedAt();

  /** The state as progress records have it. */
  PromptState state();

  /** The recipe is not published yet. */
  record Waiting(String contentHash, long startedAt) implements PromptLife {
    @Override
    public PromptState state() {
      return PromptState.WAITING;
    }

    /** The recipe has come; nothing is ordered yet. */
    public Sampling sampling() {
      return Sampling.first(contentHash, startedAt);
    }
  }

  /** Nothing more is ordered. */
  record Ended(String contentHash, long startedAt, PromptState state, int ordered, Tally tally)
      implements PromptLife {}
}
