package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/** Reason codes of verdicts and of progress that more than one stage uses. Both sets are open. */
@NullMarked
public final class Reasons {
  /** The candidate could not be sampled, so nothing was judged. */
  public static final String NOT_SAMPLED = "NOT_SAMPLED";

  /** The prompt ended because its recipe's whole budget is spent; it continues if it is raised. */
  public static final String BUDGET_SPENT = "BUDGET_SPENT";

  /** The prompt waits because its recipe is paused; it continues when the recipe does. */
  public static final String RECIPE_PAUSED = "RECIPE_PAUSED";

  private Reasons() {}
}
