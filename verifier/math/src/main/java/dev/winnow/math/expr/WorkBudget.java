package dev.winnow.math.expr;

/**
 * Counts the work of one comparison, so that its limit is the same on every machine. One step is
 * roughly one token, one tree node or one 64-bit limb of a long multiplication. Not thread-safe:
 * one budget per comparison.
 */
public final class WorkBudget {
  /** Maximum nesting of brackets, powers and functions. */
  public static final int MAX_DEPTH = 100;

  /** Maximum bits of a numerator or denominator, about 9,800 digits. */
  public static final long MAX_BITS = 1 << 15;

  private long left;

  /** Creates a budget of so many steps. */
  public WorkBudget(long steps) {
    this.left = steps;
  }

  /**
   * Takes these steps from the budget.
   *
   * @throws LimitExceeded if fewer are left
   */
  public void spend(long steps) {
    left -= steps;
    if (left < 0) {
      throw new LimitExceeded("steps");
    }
  }

  /**
   * Checks a depth of nesting.
   *
   * @throws LimitExceeded if it is more than {@link #MAX_DEPTH}
   */
  public static void checkDepth(int depth) {
    if (depth > MAX_DEPTH) {
      throw new LimitExceeded("depth");
    }
  }
}
