package dev.winnow.planner.state;

import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Wanted;

/**
 * What was ordered for a prompt.
 *
 * @param candidates ordered so far: indices 0 to {@code candidates - 1}
 * @param forgiven candidates of these that no longer count for a cap: they could not be sampled,
 *     and the prompt was opened again
 * @param rounds ordered so far
 * @param wanted as known when the latest round was decided
 */
public record Orders(int candidates, int forgiven, int rounds, Wanted wanted) {
  static final Orders NONE = new Orders(0, 0, 0, new Wanted.Every());

  Orders plus(SampleMore round) {
    return new Orders(candidates + round.candidates(), forgiven, rounds + 1, round.wanted());
  }

  Orders wanting(Wanted now) {
    return new Orders(candidates, forgiven, rounds, now);
  }

  Orders forgiving(int unsampled) {
    return new Orders(candidates, unsampled, rounds, wanted);
  }
}
