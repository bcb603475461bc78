package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/** Reason codes of verdicts that more than one stage uses; checks add their own. */
@NullMarked
public final class Reasons {
  /** The candidate could not be sampled, so nothing was judged. */
  public static final String NOT_SAMPLED = "NOT_SAMPLED";

  private Reasons() {}
}
