package dev.winnow.math.value;

import dev.winnow.math.expr.Rational;

/** A pseudo-random assignment of values to variables, determined by name and seed. */
record Point(long seed, Kind kind) {

  /** The set of possible coordinates. */
  enum Kind {
    /** Reals between 0.2 and 2.2. */
    POSITIVE,
    /** Reals between 0.2 and 2.2, negated. */
    NEGATIVE,
    /** Reals of either sign. */
    MIXED,
    /** Integers from 3 to 20. */
    INTEGER
  }

  Rational value(String name) {
    long h = PrimeField.hash(seed, name);
    if (kind == Kind.INTEGER) {
      return Rational.of(3 + h % 18);
    }
    Rational size = Rational.of(200_003 + h % 2_000_000, 1_000_003);
    boolean negative = kind == Kind.NEGATIVE || kind == Kind.MIXED && (h >> 40 & 1) == 1;
    return negative ? size.negated() : size;
  }
}
