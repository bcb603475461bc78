package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.value.Sameness;
import dev.winnow.math.value.Values;

/** One interval of the real line; a single point is closed at both ends. */
record Interval(End low, End high) {

  /** An end. Its value in double precision is used for ordering; equality is decided exactly. */
  record End(Expr value, double approximate, boolean open) {
    End opposite() {
      return new End(value, approximate, !open);
    }
  }

  static int order(End a, End b, Values values) {
    double distance = a.approximate() - b.approximate();
    boolean near =
        a.approximate() == b.approximate()
            || Math.abs(distance) < 1e-9 * (1 + Math.abs(a.approximate()));
    if (near
        && (a.approximate() == b.approximate() && Double.isInfinite(a.approximate())
            || values.compare(a.value(), b.value()) == Sameness.SAME)) {
      return 0;
    }
    return distance < 0 ? -1 : 1;
  }

  boolean isEmpty(Values values) {
    int order = order(low, high, values);
    return order > 0 || order == 0 && (low.open() || high.open());
  }

  /** Returns whether the other piece, which begins no earlier, leaves no gap after this one. */
  boolean touches(Interval next, Values values) {
    int order = order(next.low, high, values);
    return order < 0 || order == 0 && !(next.low.open() && high.open());
  }

  boolean sameAs(Interval other, Values values) {
    return low.open() == other.low.open()
        && high.open() == other.high.open()
        && order(low, other.low, values) == 0
        && order(high, other.high, values) == 0;
  }

  boolean sameEnds(Interval other, Values values) {
    return order(low, other.low, values) == 0 && order(high, other.high, values) == 0;
  }
}
