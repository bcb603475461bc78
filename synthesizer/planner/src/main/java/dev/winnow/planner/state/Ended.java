package dev.winnow.planner.state;

import dev.winnow.schemas.PromptState;

/**
 * Nothing more is ordered; the prompt is forgotten when it is looked at again.
 *
 * @param state {@code SATISFIED} or {@code EXHAUSTED}
 */
public record Ended(Identity identity, long wakeAt, PromptState state, int ordered, Tally tally)
    implements PromptStatus {
  public Ended {
    if (state != PromptState.SATISFIED && state != PromptState.EXHAUSTED) {
      throw new IllegalArgumentException("not the state of a prompt that has ended: " + state);
    }
  }

  @Override
  public Ended wakingAt(long time) {
    return new Ended(identity, time, state, ordered, tally);
  }
}
