package dev.winnow.schemas;

import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/**
 * The verdicts on one candidate, counted: the first has revision 0, and the one that replaces
 * revision n has revision n + 1.
 */
@NullMarked
public final class Revision {
  /** The first verdict on a candidate. */
  public static final int FIRST = 0;

  /** Highest revision; far more than a candidate is ever judged again. */
  public static final int MAX = 1_000_000;

  private Revision() {}

  /**
   * Returns the revision of a verdict.
   *
   * @param replaces the verdict that it replaces; empty for the first one
   */
  public static int of(Optional<ReplacedVerdict> replaces) {
    return replaces.map(replaced -> replaced.getRevision() + 1).orElse(FIRST);
  }
}
