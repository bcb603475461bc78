package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.expr.Rational;
import java.util.List;

/** Compares times of day; 12-hour and 24-hour times agree if am or pm is given. */
final class Times {
  private static final int HALF_DAY = 12 * 3600;
  private static final int LAST_HALF_HOUR = 12;
  private static final int SIXTY = 60;

  /**
   * Hours, minutes and seconds as written; {@code half} is 0 if neither is given, 1 for am, 2 for
   * pm.
   */
  private record Time(int hours, int minutes, int seconds, int half) {
    int written() {
      return hours * 3600 + minutes * 60 + seconds;
    }

    int ofDay() {
      int noon = half == 2 ? HALF_DAY : 0;
      boolean twelve = half > 0 && hours == LAST_HALF_HOUR;
      return written() + noon - (twelve ? HALF_DAY : 0);
    }

    boolean isOpen() {
      return half == 0 && hours <= LAST_HALF_HOUR;
    }
  }

  private Times() {}

  static boolean isClock(Expr expr) {
    return expr instanceof Expr.Call c && c.function().equals("clock");
  }

  /** Returns whether a ratio could be a time: two digits of minutes, and an hour of the day. */
  static boolean mayBeTime(List<Expr> parts) {
    return parts.size() <= 3
        && parts.stream().skip(1).allMatch(p -> isWhole(p, 10, SIXTY - 1))
        && isWhole(parts.get(0), 0, 24);
  }

  private static boolean isWhole(Expr expr, int low, int high) {
    return expr instanceof Num n
        && n.value().isInteger()
        && n.value().compareTo(Rational.of(low)) >= 0
        && n.value().compareTo(Rational.of(high)) <= 0;
  }

  /** Compares two expressions, at least one of which is certainly a time. */
  static Equality compare(Expr gold, Expr candidate) {
    List<Expr> a = Ratios.parts(gold);
    List<Expr> b = Ratios.parts(candidate);
    if (!isTime(gold, a) || !isTime(candidate, b)) {
      boolean named = halfOf(gold, a) > 0 || halfOf(candidate, b) > 0;
      boolean sameDigits = number(a, 0) == number(b, 0) && number(a, 1) == number(b, 1);
      return sameDigits || named ? Equality.unclear("time or ratio") : Equality.different("time");
    }
    Equality times = times(time(gold, a), time(candidate, b));
    boolean hourAlone = isHourAlone(gold, a) || isHourAlone(candidate, b);
    return times.isEqual() && hourAlone ? Equality.unclear("hour or number") : times;
  }

  /** A number without minutes, am or pm: 12 need not be 12:00. */
  private static boolean isHourAlone(Expr expr, List<Expr> parts) {
    return !isClock(expr) && parts.size() == 1;
  }

  /**
   * Compares two expressions that both may be times: as times, because ratios are rarely written
   * like this.
   */
  static Equality written(List<Expr> gold, List<Expr> candidate) {
    Expr a = new Expr.Call("ratio", gold);
    Expr b = new Expr.Call("ratio", candidate);
    return times(time(a, gold), time(b, candidate));
  }

  private static Equality times(Time gold, Time candidate) {
    boolean same =
        gold.ofDay() == candidate.ofDay()
            || gold.ofDay() % (2 * HALF_DAY) == candidate.ofDay() % (2 * HALF_DAY)
                && gold.hours() + candidate.hours() == 24;
    if (same) {
      return Equality.equal("time");
    }
    if (gold.written() == candidate.written() && (gold.half() == 0 || candidate.half() == 0)) {
      return Equality.unclear("half of the day");
    }
    Time earlier = gold.ofDay() < candidate.ofDay() ? gold : candidate;
    boolean halfDay = Math.abs(gold.ofDay() - candidate.ofDay()) == HALF_DAY;
    return halfDay && earlier.isOpen()
        ? Equality.unclear("half of the day")
        : Equality.different("time");
  }

  private static boolean isTime(Expr expr, List<Expr> parts) {
    boolean hour = parts.size() == 1 && isWhole(parts.get(0), 1, 24);
    return isClock(expr) || hour || parts.size() > 1 && mayBeTime(parts);
  }

  private static int halfOf(Expr expr, List<Expr> parts) {
    return isClock(expr) ? number(parts, 3) : 0;
  }

  private static Time time(Expr expr, List<Expr> parts) {
    return new Time(number(parts, 0), number(parts, 1), number(parts, 2), halfOf(expr, parts));
  }

  /** Returns the part's number, 0 if there is no such part, -1 if it is not a small integer. */
  private static int number(List<Expr> parts, int index) {
    if (index >= parts.size()) {
      return 0;
    }
    return parts.get(index) instanceof Num n && n.value().isSmallInteger()
        ? n.value().intValue()
        : -1;
  }
}
