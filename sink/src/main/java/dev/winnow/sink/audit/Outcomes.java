package dev.winnow.sink.audit;

import dev.winnow.schemas.Outcome;
import java.util.BitSet;
import java.util.Optional;

/** The outcome of each index, stored in three bitmaps. Not thread-safe. */
final class Outcomes {
  private final BitSet known = new BitSet();
  private final BitSet accepted = new BitSet();
  private final BitSet rejected = new BitSet();

  /** How an added outcome compares with the one already stored. */
  enum News {
    FIRST,
    SAME_AGAIN,
    CONTRADICTION
  }

  News note(int index, Outcome outcome) {
    if (known.get(index)) {
      return of(index).filter(outcome::equals).isPresent() ? News.SAME_AGAIN : News.CONTRADICTION;
    }
    known.set(index);
    accepted.set(index, outcome == Outcome.ACCEPTED);
    rejected.set(index, outcome == Outcome.REJECTED);
    return News.FIRST;
  }

  BitSet indices() {
    return known;
  }

  /** Returns the first index that has an outcome in both, and not the same one. */
  Optional<Integer> firstDifference(Outcomes other) {
    BitSet both = (BitSet) known.clone();
    both.and(other.known);
    return both.stream().filter(index -> !of(index).equals(other.of(index))).boxed().findFirst();
  }

  /** Returns the outcome of an index; empty when there is none. */
  Optional<Outcome> of(int index) {
    if (!known.get(index)) {
      return Optional.empty();
    }
    Outcome unlessAccepted = rejected.get(index) ? Outcome.REJECTED : Outcome.UNDECIDED;
    return Optional.of(accepted.get(index) ? Outcome.ACCEPTED : unlessAccepted);
  }
}
