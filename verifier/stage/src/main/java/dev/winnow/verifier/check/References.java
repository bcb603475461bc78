package dev.winnow.verifier.check;

import dev.winnow.schemas.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** How the findings by several references become one. */
enum References {
  /** One right reference accepts; only all of them reject. */
  ANY(Outcome.ACCEPTED),
  /** One wrong reference rejects; only all of them accept. */
  ALL(Outcome.REJECTED);

  /** Most references of one prompt that are tried. */
  static final int MAX = 64;

  private final Outcome decisive;

  References(Outcome decisive) {
    this.decisive = decisive;
  }

  /**
   * The finding by all of these references: the first decisive one, else the first undecided one,
   * else the first.
   *
   * @param references at least one
   * @param by the finding by one of them
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
