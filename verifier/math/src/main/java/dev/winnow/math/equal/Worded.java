package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Op;
import dev.winnow.math.parse.Wordings;
import dev.winnow.math.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares bounds and negations in words. A value that satisfies the bound is neither certainly
 * right nor certainly wrong; a value that violates it differs.
 */
final class Worded {
  private Worded() {}

  static boolean is(Expr expr) {
    return expr instanceof Expr.Relation r
        && (r.sides().contains(Wordings.NUMBER) || r.sides().contains(Wordings.BETWEEN));
  }

  static Equality compare(Expr gold, Expr candidate, Values values) {
    Expr a = value(gold);
    Expr b = value(candidate);
    boolean sets = (isSet(a) || Worded.is(a)) && (isSet(b) || Worded.is(b));
    Equality decision = sets ? IntervalSet.compare(a, b, values) : null;
    if (decision != null) {
      boolean ends = isBetween(a) != isBetween(b);
      boolean near = decision.outcome() != Equality.Outcome.DIFFERENT_VALUE;
      return ends && near ? Equality.unclear("ends of a range in words") : decision;
    }
    return sets ? Equality.unclear("bound in words") : bound(a, b, values);
  }

  private static Expr value(Expr expr) {
    Expr stated = expr instanceof Expr.Relation r && r.all(Op.EQUAL) ? Assignments.stated(r) : null;
    return stated == null ? expr : stated;
  }

  private static boolean isSet(Expr expr) {
    return IntervalSet.isSet(expr) || expr instanceof Expr.Relation || expr instanceof Expr.Group;
  }

  private static boolean isBetween(Expr expr) {
    return expr instanceof Expr.Relation r && r.sides().contains(Wordings.BETWEEN);
  }

  private static Equality bound(Expr gold, Expr candidate, Values values) {
    Expr.Relation relation = (Expr.Relation) (is(gold) ? gold : candidate);
    Expr value = is(gold) ? candidate : gold;
    Boolean satisfied = satisfied(relation, value, values);
    return Boolean.FALSE.equals(satisfied)
        ? Equality.different("bound in words")
        : Equality.unclear("bound in words");
  }

  /** Returns whether the value satisfies the relation, or null if that cannot be computed. */
  private static @Nullable Boolean satisfied(Expr.Relation relation, Expr value, Values values) {
    List<Double> sides =
        relation.sides().stream()
            .map(
                side ->
                    side.equals(Wordings.NUMBER) || side.equals(Wordings.BETWEEN) ? value : side)
            .map(side -> side instanceof Expr.Text ? Double.NaN : values.approximate(side))
            .toList();
    if (sides.stream().anyMatch(side -> side.isNaN())) {
      return null;
    }
    boolean holds = true;
    for (int i = 0; i < relation.ops().size(); i++) {
      holds &= holds(relation.ops().get(i), sides.get(i), sides.get(i + 1));
    }
    return holds;
  }

  private static boolean holds(Op op, double left, double right) {
    boolean same = Math.abs(left - right) <= 1e-9 * (1 + Math.abs(left));
    return switch (op) {
      case LESS -> !same && left < right;
      case LESS_OR_EQUAL -> same || left < right;
      case GREATER -> !same && left > right;
      case GREATER_OR_EQUAL -> same || left > right;
      case NOT_EQUAL -> !same;
      default -> same;
    };
  }
}
