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
  private static final Piece.End LOWEST =
      new Piece.End(Build.negate(INFINITY), Double.NEGATIVE_INFINITY, true);
  private static final Piece.End HIGHEST = new Piece.End(INFINITY, Double.POSITIVE_INFINITY, true);

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
    List<Piece> a = reader.read(gold);
    List<Piece> b = a == null ? null : reader.read(candidate);
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

  private @Nullable List<Piece> read(Expr expr) {
    return switch (expr) {
      case Expr.Relation r -> relation(r);
      case Expr.SetOperation o -> operation(o);
      case Expr.Group g -> group(g);
      case Expr.Sym s -> s.name().equals("set R") ? List.of(new Piece(LOWEST, HIGHEST)) : null;
      case Expr.Matrix m -> null;
      case Expr.Text t -> null;
      default -> points(List.of(expr));
    };
  }

  private @Nullable List<Piece> group(Expr.Group group) {
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
    Piece.End low = end(group.items().get(0), openLow);
    Piece.End high = end(group.items().get(1), openHigh);
    return low == null || high == null ? null : normalized(List.of(new Piece(low, high)));
  }

  private @Nullable List<Piece> points(List<Expr> items) {
    List<Piece> points = new ArrayList<>();
    for (Expr item : items) {
      Piece.End end = end(item, false);
      if (end == null) {
        return null;
      }
      points.add(new Piece(end, end));
    }
    return normalized(points);
  }

  /**
   * Adjacent inequalities in one variable are alternatives, except where one excludes a point or
   * where alternatives would cover all reals: then they must hold together.
   */
  private @Nullable List<Piece> inequalities(List<Expr> items) {
    List<Piece> union = new ArrayList<>();
    List<Piece> common = List.of(new Piece(LOWEST, HIGHEST));
    boolean excluding = false;
    for (Expr item : items) {
      List<Piece> part =
          isInequality(item) && variable(item).equals(variable(items.get(0))) ? read(item) : null;
      if (part == null) {
        return null;
      }
      union.addAll(part);
      common = intersection(common, part);
      excluding |= item instanceof Expr.Relation r && r.all(Op.NOT_EQUAL);
    }
    List<Piece> alternatives = normalized(union);
    boolean everything =
        alternatives.size() == 1
            && alternatives.get(0).low() == LOWEST
            && alternatives.get(0).high() == HIGHEST;
    return excluding || everything ? common : alternatives;
  }

  private @Nullable List<Piece> conditions(Expr.Group group) {
    boolean and = group.bracket() == Bracket.AND;
    List<Piece> all = and ? List.of(new Piece(LOWEST, HIGHEST)) : List.of();
    for (Expr item : group.items()) {
      List<Piece> part = read(item);
      all = part == null || all == null ? null : and ? intersection(all, part) : union(all, part);
    }
    return all;
  }

  private List<Piece> union(List<Piece> left, List<Piece> right) {
    List<Piece> all = new ArrayList<>(left);
    all.addAll(right);
    return normalized(all);
  }

  private Piece.@Nullable End end(Expr expr, boolean open) {
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
    return Double.isNaN(approximate) ? null : new Piece.End(expr, approximate, open);
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

  private @Nullable List<Piece> relation(Expr.Relation relation) {
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

  private @Nullable List<Piece> bounded(Expr.Relation r) {
    int at = 0;
    while (!Symbols.any(r.sides().get(at))) {
      at++;
    }
    if (r.sides().size() == 3 && at != 1) {
      return null;
    }
    Piece.End low = at == 0 ? LOWEST : end(r.sides().get(0), r.ops().get(0).isStrict());
    Piece.End high =
        at == r.sides().size() - 1 ? HIGHEST : end(r.last(), r.ops().get(at).isStrict());
    if (low == null || high == null) {
      return null;
    }
    boolean absolute = r.sides().get(at) != inside(r.sides().get(at));
    return normalized(absolute ? mirrored(low, high) : List.of(new Piece(low, high)));
  }

  /** Returns the values whose absolute value lies between the ends. */
  private static List<Piece> mirrored(Piece.End low, Piece.End high) {
    Piece.End negative =
        new Piece.End(Build.negate(high.value()), -high.approximate(), high.open());
    if (low.approximate() < 0) {
      return List.of(new Piece(negative, high));
    }
    Piece.End inner = new Piece.End(Build.negate(low.value()), -low.approximate(), low.open());
    return List.of(new Piece(negative, inner), new Piece(low, high));
  }

  private @Nullable List<Piece> exclusion(Expr.Relation relation) {
    Piece.End hole = end(relation.last(), true);
    boolean named = relation.sides().size() == 2 && Assignments.isName(relation.first());
    return hole == null || !named
        ? null
        : List.of(new Piece(LOWEST, hole), new Piece(hole, HIGHEST));
  }

  private @Nullable List<Piece> operation(Expr.SetOperation operation) {
    List<Piece> left = read(operation.left());
    List<Piece> right = read(operation.right());
    if (left == null || right == null) {
      return null;
    }
    return switch (operation.operator()) {
      case UNION -> union(left, right);
      case INTERSECTION -> intersection(left, right);
      case DIFFERENCE -> intersection(left, complement(right));
    };
  }

  private List<Piece> complement(List<Piece> pieces) {
    List<Piece> gaps = new ArrayList<>();
    Piece.End low = LOWEST;
    for (Piece piece : pieces) {
      gaps.add(new Piece(low, piece.low().opposite()));
      low = piece.high().opposite();
    }
    gaps.add(new Piece(low, HIGHEST));
    return normalized(gaps);
  }

  private List<Piece> intersection(List<Piece> left, List<Piece> right) {
    List<Piece> common = new ArrayList<>();
    for (Piece a : left) {
      for (Piece b : right) {
        common.add(new Piece(later(a.low(), b.low()), earlier(a.high(), b.high())));
      }
    }
    return normalized(common);
  }

  private Piece.End later(Piece.End a, Piece.End b) {
    int order = Piece.order(a, b, values);
    return order > 0 || order == 0 && a.open() ? a : b;
  }

  private Piece.End earlier(Piece.End a, Piece.End b) {
    int order = Piece.order(a, b, values);
    return order < 0 || order == 0 && a.open() ? a : b;
  }

  /** Returns the pieces sorted, without empty ones, touching ones joined. */
  private List<Piece> normalized(List<Piece> pieces) {
    List<Piece> sorted = new ArrayList<>(pieces.stream().filter(p -> !p.isEmpty(values)).toList());
    sorted.sort((a, b) -> begin(a, b));
    List<Piece> joined = new ArrayList<>();
    for (Piece piece : sorted) {
      Piece last = joined.isEmpty() ? null : joined.get(joined.size() - 1);
      if (last != null && last.touches(piece, values)) {
        joined.set(joined.size() - 1, new Piece(last.low(), further(last.high(), piece.high())));
      } else {
        joined.add(piece);
      }
    }
    return joined;
  }

  private int begin(Piece a, Piece b) {
    int order = Double.compare(a.low().approximate(), b.low().approximate());
    return order != 0 ? order : Boolean.compare(a.low().open(), b.low().open());
  }

  private Piece.End further(Piece.End a, Piece.End b) {
    int order = Piece.order(a, b, values);
    return order > 0 || order == 0 && !a.open() ? a : b;
  }
}
