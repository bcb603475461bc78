package dev.winnow.training.problem;

import java.util.Locale;

/** The kinds of problems. */
public enum Family {
  /** One sum of small numbers. */
  ADD(1),
  /** A sum, then a difference, of two-digit numbers. */
  ADD_SUBTRACT(3),
  /** A product of small numbers, then a sum. */
  TIMES(2),
  /** Two small products, their sum, and the change from a note. */
  SHOP(4),
  /** Four sums and differences of three-digit numbers in a row. */
  CHAIN(5),
  /** One product of two-digit numbers, with no steps in between. */
  BIG_TIMES(6);

  private final int level;

  Family(int level) {
    this.level = level;
  }

  /** Returns the difficulty, 1 for the easiest. */
  public int level() {
    return level;
  }

  /** Returns the name in files and tables: lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
