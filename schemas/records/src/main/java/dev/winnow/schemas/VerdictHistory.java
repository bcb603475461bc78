package dev.winnow.schemas;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/**
 * Tells of several verdicts on a candidate which one is the latest, and which one is current.
 *
 * <p>The current verdict is the latest accepted or rejected one; where there is none, the latest
 * undecided one. An undecided verdict says nothing about the candidate, because a scorer may have
 * failed, so it takes the place of no decided one.
 *
 * <p>Takes the rows that replace a verdict, in any order, and each any number of times. They name
 * the verdict that they replace, so the others need not be known. About 150 bytes for each
 * candidate that was judged again. Not thread-safe.
 */
@NullMarked
public final class VerdictHistory {
  private final Map<String, Known> candidates = new HashMap<>();

  /**
   * What is known of a candidate.
   *
   * @param latest the latest revision
   * @param current revision of the current verdict
   * @param isDecided whether the current verdict is an accepted or rejected one
   */
  private record Known(int latest, int current, boolean isDecided) {
    static Known of(int revision, Outcome outcome) {
      return new Known(revision, revision, outcome != Outcome.UNDECIDED);
    }

    Known and(Known other) {
      boolean isOther = isDecided == other.isDecided ? other.current > current : other.isDecided;
      return new Known(
          Math.max(latest, other.latest),
          isOther ? other.current : current,
          isDecided || other.isDecided);
    }
  }

  /** Takes a row; one that replaces no verdict changes nothing. */
  public void note(Sample row) {
    Optional<ReplacedVerdict> replaced = row.getReplaces();
    if (replaced.isPresent()) {
      note(row.getId(), Revision.of(replaced), row.getOutcome(), replaced.get().getOutcome());
    }
  }

  /**
   * Takes a verdict that replaces another.
   *
   * @param id id of the candidate
   * @param revision its revision, above {@link Revision#FIRST}
   * @param replaced outcome of the verdict of the revision before
   */
  public void note(String id, int revision, Outcome outcome, Outcome replaced) {
    if (revision <= Revision.FIRST) {
      throw new IllegalArgumentException(
          "revision: want above %d, not %d".formatted(Revision.FIRST, revision));
    }
    Known known = Known.of(revision - 1, replaced).and(Known.of(revision, outcome));
    candidates.merge(id, known, Known::and);
  }

  /** Returns whether no later verdict on the candidate is known. */
  public boolean isLatest(String id, int revision) {
    Known known = candidates.get(id);
    return known == null || revision >= known.latest();
  }

  /** Returns whether this verdict is the current one, as far as is known. */
  public boolean isCurrent(String id, int revision) {
    Known known = candidates.get(id);
    return known == null || revision == known.current();
  }
}
