package dev.winnow.math.equal;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Bracket;
import dev.winnow.math.expr.Expr.Op;
import dev.winnow.math.value.Symbols;
import dev.winnow.math.value.Values;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts intervals, inequalities and their unions to sets of reals, and compares them. */
final class IntervalSet {
  private static final Expr INFINITY = Expr.Constant.INFINITY;
  private static final Interval.End LOWEST =
      new Interval.End(Build.negate(INFINITY), Double.NEGATIVE_INFINITY, true);
  private static final Interval.End HIGHEST =
      new Interval.End(INFINITY, Double.POSITIVE_INFINITY, true);

  private final Values values;

  private IntervalSet(Values values) {
    this.values = values;
  }

  /** Returns whether the expression can only mean a set of numbers. */
  static boolean isSet(Expr expr) {
    return switch (expr) {
      case Expr.SetOperation o -> true;
      case Expr.Group g -> isInterval(g);
      case Expr.Sym s -> s.name().equals("set R");
      default -> false;
    };
  }

  /** Returns whether the expression is the whole real line, as {@code (-\infty, \infty)}. */
  static boolean isAllReals(Expr expr) {
    return expr instanceof Expr.Group g
        && g.bracket() == Bracket.ROUND
        && g.items().size() == 2
        && isInfinite(g.items().get(0))
        && g.items().get(1) == INFINITY;
  }

  private static boolean isInterval(Expr.Group group) {
    List<Expr> items = group.items();
    return switch (group.bracket()) {
      case OPEN_CLOSED, CLOSED_OPEN, AND, OR -> true;
      case BARE -> !items.isEmpty() && items.stream().allMatch(IntervalSet::isInequality);
      default -> items.size() == 2 && (isInfinite(items.get(0)) || isInfinite(items.get(1)));
    };
  }

  private static boolean isInfinite(Expr expr) {
    return expr == INFINITY || expr instanceof Expr.Product p && p.factors().contains(INFINITY);
  }

  static boolean isInequality(Expr expr) {
    return expr instanceof Expr.Relation r
        && r.ops().stream().allMatch(op -> op.isOrder() || op == Op.NOT_EQUAL);
  }

  /** Returns the comparison as sets, or null if either is not a set whose ends can be ordered. */
  static @Nullable Equality compare(Expr gold, Expr candidate, Values values) {
    IntervalSet reader = new IntervalSet(values);
    List<Interval> a = reader.read(gold);
    List<Interval> b = a == null ? null : reader.read(candidate);
    if (a == null || b == null) {
      return null;
    }
    if (a.size() != b.size()) {
      return Equality.different("set of reals");
    }
    boolean ends = true;
    boolean same = true;
    for (int i = 0; i < a.size(); i++) {
      same &= a.get(i).sameAs(b.get(i), values);
      ends &= a.get(i).sameEnds(b.get(i), values);
    }
    return same
        ? Equality.equal("set of reals")
        : ends ? Equality.form("open or closed ends") : Equality.different("set of reals");
  }

  private @Nullable List<Interval> read(Expr expr) {
    return switch (expr) {
      case Expr.Relation r -> relation(r);
      case Expr.SetOperation o -> operation(o);
      case Expr.Group g -> group(g);
      case Expr.Sym s -> s.name().equals("set R") ? List.of(new Interval(LOWEST, HIGHEST)) : null;
      case Expr.Matrix m -> null;
      case Expr.Text t -> null;
      default -> points(List.of(expr));
    };
  }

  private @Nullable List<Interval> group(Expr.Group group) {
    if (group.bracket() == Bracket.SET) {
      return points(group.items());
    }
    if (group.bracket() == Bracket.BARE) {
      return inequalities(group.items());
    }
    if (Conditions.is(group.bracket())) {
      return Conditions.haveOneVariable(group) ? conditions(group) : null;
    }
    if (group.items().size() != 2) {
      return null;
    }
    boolean openLow = group.bracket() == Bracket.ROUND || group.bracket() == Bracket.OPEN_CLOSED;
    boolean openHigh = group.bracket() == Bracket.ROUND || group.bracket() == Bracket.CLOSED_OPEN;
    Interval.End low = end(group.items().get(0), openLow);
    Interval.End high = end(group.items().get(1), openHigh);
    return low == null || high == null ? null : normalized(List.of(new Interval(low, high)));
  }

  private @Nullable List<Interval> points(List<Expr> items) {
    List<Interval> points = new ArrayList<>();
    for (Expr item : items) {
      Interval.End end = end(item, false);
      if (end == null) {
        return null;
      }
      points.add(new Interval(end, end));
    }
    return normalized(points);
  }

  /**
   * Adjacent inequalities in one variable are alternatives, except where one excludes a point or
   * where alternatives would cover all reals: then they must hold together.
   */
  private @Nullable List<Interval> inequalities(List<Expr> items) {
    List<Interval> union = new ArrayList<>();
    List<Interval> common = List.of(new Interval(LOWEST, HIGHEST));
    boolean excluding = false;
    for (Expr item : items) {
      List<Interval> part =
          isInequality(item) && variable(item).equals(variable(items.get(0))) ? read(item) : null;
      if (part == null) {
        return null;
      }
      union.addAll(part);
      common = intersection(common, part);
      excluding |= item instanceof Expr.Relation r && r.all(Op.NOT_EQUAL);
    }
    List<Interval> alternatives = normalized(union);
    boolean everything =
        alternatives.size() == 1
            && alternatives.get(0).low() == LOWEST
            && alternatives.get(0).high() == HIGHEST;
    return excluding || everything ? common : alternatives;
  }

  private @Nullable List<Interval> conditions(Expr.Group group) {
    boolean and = group.bracket() == Bracket.AND;
    List<Interval> all = and ? List.of(new Interval(LOWEST, HIGHEST)) : List.of();
    for (Expr item : group.items()) {
      List<Interval> part = read(item);
      all = part == null || all == null ? null : and ? intersection(all, part) : union(all, part);
    }
    return all;
  }

  private List<Interval> union(List<Interval> left, List<Interval> right) {
    List<Interval> all = new ArrayList<>(left);
    all.addAll(right);
    return normalized(all);
  }

  private Interval.@Nullable End end(Expr expr, boolean open) {
    if (expr == INFINITY) {
      return HIGHEST;
    }
    if (isInfinite(expr)) {
      return LOWEST;
    }
    if (Symbols.any(expr) || expr instanceof Expr.Text) {
      return null;
    }
    double approximate = values.approximate(expr);
    return Double.isNaN(approximate) ? null : new Interval.End(expr, approximate, open);
  }

  /** Returns the same chain with its signs pointing to the larger side. */
  static Expr.Relation ascending(Expr.Relation relation) {
    boolean falls =
        relation.ops().stream().anyMatch(op -> op == Op.GREATER || op == Op.GREATER_OR_EQUAL);
    if (!falls) {
      return relation;
    }
    List<Expr> sides = new ArrayList<>(relation.sides());
    List<Op> ops = new ArrayList<>(relation.ops().stream().map(Op::mirrored).toList());
    java.util.Collections.reverse(sides);
    java.util.Collections.reverse(ops);
    return new Expr.Relation(sides, ops);
  }

  /** Returns the variable that the inequality bounds; the tree itself if it bounds none. */
  static Expr variable(Expr inequality) {
    if (!(inequality instanceof Expr.Relation r)) {
      return inequality;
    }
    return r.sides().stream()
        .filter(Symbols::any)
        .findFirst()
        .map(IntervalSet::inside)
        .orElse(inequality);
  }

  private static Expr inside(Expr bounded) {
    return bounded instanceof Expr.Call c && c.function().equals("abs")
        ? c.arguments().get(0)
        : bounded;
  }

  /** Returns whether the inequality bounds a bare variable. */
  static boolean isSolved(Expr.Relation relation) {
    return variable(relation) instanceof Expr.Sym;
  }

  private @Nullable List<Interval> relation(Expr.Relation relation) {
    if (relation.all(Op.IN) && relation.sides().size() == 2) {
      return read(relation.last());
    }
    if (relation.all(Op.NOT_EQUAL)) {
      return exclusion(relation);
    }
    Expr.Relation r = ascending(relation);
    long symbolic = r.sides().stream().filter(Symbols::any).count();
    boolean named =
        r.sides().stream().filter(Symbols::any).allMatch(s -> Assignments.isName(inside(s)));
    if (symbolic != 1
        || !named
        || !r.ops().stream().allMatch(Op::isOrder)
        || r.sides().size() > 3) {
      return null;
    }
    return bounded(r);
  }

  private @Nullable List<Interval> bounded(Expr.Relation r) {
    int at = 0;
    while (!Symbols.any(r.sides().get(at))) {
      at++;
    }
    if (r.sides().size() == 3 && at != 1) {
      return null;
    }
    Interval.End low = at == 0 ? LOWEST : end(r.sides().get(0), r.ops().get(0).isStrict());
    Interval.End high =
        at == r.sides().size() - 1 ? HIGHEST : end(r.last(), r.ops().get(at).isStrict());
    if (low == null || high == null) {
      return null;
    }
    boolean absolute = r.sides().get(at) != inside(r.sides().get(at));
    return normalized(absolute ? mirrored(low, high) : List.of(new Interval(low, high)));
  }

  /** Returns the values whose absolute value lies between the ends. */
  private static List<Interval> mirrored(Interval.End low, Interval.End high) {
    Interval.End negative =
        new Interval.End(Build.negate(high.value()), -high.approximate(), high.open());
    if (low.approximate() < 0) {
      return List.of(new Interval(negative, high));
    }
    Interval.End inner =
        new Interval.End(Build.negate(low.value()), -low.approximate(), low.open());
    return List.of(new Interval(negative, inner), new Interval(low, high));
  }

  private @Nullable List<Interval> exclusion(Expr.Relation relation) {
    Interval.End hole = end(relation.last(), true);
    boolean named = relation.sides().size() == 2 && Assignments.isName(relation.first());
    return hole == null || !named
        ? null
        : List.of(new Interval(LOWEST, hole), new Interval(hole, HIGHEST));
  }

  private @Nullable List<Interval> operation(Expr.SetOperation operation) {
    List<Interval> left = read(operation.left());
    List<Interval> right = read(operation.right());
    if (left == null || right == null) {
      return null;
    }
    return switch (operation.operator()) {
      case UNION -> union(left, right);
      case INTERSECTION -> intersection(left, right);
      case DIFFERENCE -> intersection(left, complement(right));
    };
  }

  private List<Interval> complement(List<Interval> pieces) {
    List<Interval> gaps = new ArrayList<>();
    Interval.End low = LOWEST;
    for (Interval piece : pieces) {
      gaps.add(new Interval(low, piece.low().opposite()));
      low = piece.high().opposite();
    }
    gaps.add(new Interval(low, HIGHEST));
    return normalized(gaps);
  }

  private List<Interval> intersection(List<Interval> left, List<Interval> right) {
    List<Interval> common = new ArrayList<>();
    for (Interval a : left) {
      for (Interval b : right) {
        common.add(new Interval(later(a.low(), b.low()), earlier(a.high(), b.high())));
      }
    }
    return normalized(common);
  }

  private Interval.End later(Interval.End a, Interval.End b) {
    int order = Interval.order(a, b, values);
    return order > 0 || order == 0 && a.open() ? a : b;
  }

  private Interval.End earlier(Interval.End a, Interval.End b) {
    int order = Interval.order(a, b, values);
    return order < 0 || order == 0 && a.open() ? a : b;
  }

  /** Returns the pieces sorted, without empty ones, touching ones joined. */
  private List<Interval> normalized(List<Interval> pieces) {
    List<Interval> sorted =
        new ArrayList<>(pieces.stream().filter(p -> !p.isEmpty(values)).toList());
    sorted.sort((a, b) -> begin(a, b));
    List<Interval> joined = new ArrayList<>();
    for (Interval piece : sorted) {
      Interval last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.touches(piece, values)) {
        joined.set(joined.size() - 1, new Interval(last.low(), further(last.high(), piece.high())));
      } else {
        joined.add(piece);
      }
    }
    return joined;
  }

  private int begin(Interval a, Interval b) {
    int order = Double.compare(a.low().approximate(), b.low().approximate());
    return order != 0 ? order : Boolean.compare(a.low().open(), b.low().open());
  }

  private Interval.End further(Interval.End a, Interval.End b) {
    int order = Interval.order(a, b, values);
    return order > 0 || order == 0 && !a.open() ? a : b;
  }
}
