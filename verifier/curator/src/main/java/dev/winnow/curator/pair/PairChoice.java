package dev.winnow.curator.pair;

import dev.winnow.curator.group.RatedResponse;
import java.util.OptionalDouble;

/** A better and a worse response to one prompt. */
public record PairChoice(RatedResponse chosen, RatedResponse rejected) {
  /** Returns the difference of the scores; empty if one has none. */
  public OptionalDouble margin() {
    return chosen.score().isPresent() && rejected.score().isPresent()
        ? OptionalDouble.of(chosen.rating() - rejected.rating())
        : OptionalDouble.empty();
  }

  /** Returns the same two the other way round. */
  PairChoice flipped() {
    return new PairChoice(rejected, chosen);
  }
}
