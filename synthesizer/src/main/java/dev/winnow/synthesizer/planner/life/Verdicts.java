package dev.winnow.synthesizer.planner.life;

import dev.winnow.schemas.Outcome;
import java.util.BitSet;

/**
 * What came of a prompt's candidates so far. The bitmap is never changed in place.
 *
 * @param indices that have their verdict
 * @param tally by outcome
 * @param tokens generated for them in all
 */
public record Verdicts(BitSet indices, Tally tally, long tokens) {
  static final Verdicts NONE = new Verdicts(new BitSet(), Tally.NONE, 0);

  Verdicts plus(int index, Outcome outcome, int length) {
    BitSet marked = (BitSet) indices.clone();
    marked.set(index);
    return new Verdicts(marked, tally.plus(outcome), tokens + length);
  }
}
