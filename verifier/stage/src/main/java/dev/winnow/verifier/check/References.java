package dev.winnow.verifier.check;

import dev.winnow.schemas.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Combines the findings by several references into one. */
enum References {
  /**
   * An answer that is correct by one reference is accepted; it is rejected only if it is wrong by
   * all.
   */
  ANY(Outcome.ACCEPTED),
  /**
   * An answer that is wrong by one reference is rejected; it is accepted only if it is correct by
   * all.
   */
  ALL(Outcome.REJECTED);

  /** Maximum number of references of one prompt that are tried. */
  static final int MAX = 64;

  private final Outcome decisive;

  References(Outcome decisive) {
    this.decisive = decisive;
  }

  /**
   * Returns the finding by all of these references: the first decisive one, else the first
   * undecided one, else the first.
   *
   * @param references at least one
   * @param by returns the finding by one reference
   */
  Finding find(List<Optional<String>> references, Function<Optional<String>, Finding> by) {
    if (references.size() > MAX) {
      return Finding.undecided(Reason.LIMIT);
    }
    Finding all = by.apply(references.getFirst());
    for (int i = 1; i < references.size() && all.outcome() != decisive; i++) {
      Finding next = by.apply(references.get(i));
      boolean decides = next.outcome() == decisive;
      boolean unsettles = next.outcome() == Outcome.UNDECIDED && all.outcome() != Outcome.UNDECIDED;
      all = decides || unsettles ? next : all;
    }
    return all;
  }
}
