package dev.winnow.math.equal;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Op;
import dev.winnow.math.value.Sameness;
import dev.winnow.math.value.Symbols;
import dev.winnow.math.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares equations, inequalities and memberships with each other and with the answers they state.
 */
final class Relations {
  private final Equivalence equivalence;
  private final Values values;

  Relations(Equivalence equivalence, Values values) {
    this.equivalence = equivalence;
    this.values = values;
  }

  Equality compare(Expr gold, Expr candidate) {
    boolean vague = Statements.isApproximate(gold) != Statements.isApproximate(candidate);
    Equality settled = settled(gold, candidate);
    return vague && settled.isEqual() ? Equality.unclear("approximation") : settled;
  }

  private Equality settled(Expr gold, Expr candidate) {
    Expr a = Assignments.settled(gold);
    Expr b = Assignments.settled(candidate);
    if (Worded.is(a) || Worded.is(b)) {
      return Worded.compare(a, b, values);
    }
    if (a instanceof Expr.Relation r && b instanceof Expr.Relation s) {
      return both(r, s);
    }
    if (a instanceof Expr.Relation r) {
      return one(r, b, true);
    }
    if (b instanceof Expr.Relation s) {
      return one(s, a, false);
    }
    return equivalence.compare(a, b);
  }

  /** Compares a relation with another kind of answer, by the value that the relation states. */
  private Equality one(Expr.Relation relation, Expr other, boolean relationIsGold) {
    Expr stated = Assignments.stated(relation);
    if (stated == null && relation.all(Op.EQUAL) && evaluates(relation)) {
      stated = relation.last();
    }
    if (stated != null) {
      Equality decision =
          relationIsGold ? equivalence.compare(stated, other) : equivalence.compare(other, stated);
      return decision.isEqual() && Statements.areOfSomethingElse(relation)
          ? Equality.unclear("equation of something else")
          : decision;
    }
    Equality sets =
        relationIsGold
            ? IntervalSet.compare(relation, other, values)
            : IntervalSet.compare(other, relation, values);
    return sets != null ? sets : Equality.different("relation against value");
  }

  /**
   * Returns whether the first side evaluates to the last: both are computed, or the first consists
   * only of a limit or an integral, which is not computed here.
   */
  private boolean evaluates(Expr.Relation equation) {
    if (Symbols.any(equation.last())) {
      return false;
    }
    if (!Symbols.any(equation)) {
      return holds(equation);
    }
    if (!(equation.first() instanceof Expr.Call c)) {
      return false;
    }
    return switch (c.function()) {
      case "lim", "int", "oint" -> true;
      case "sum", "prod" -> isInfinite(c) || holds(equation);
      default -> false;
    };
  }

  private static boolean isInfinite(Expr.Call series) {
    return Symbols.contains(
        series.arguments().get(series.arguments().size() - 1), Expr.Constant.INFINITY);
  }

  /** Returns whether both ends agree; a unit after a calculation without units is ignored. */
  private boolean holds(Expr.Relation equation) {
    Expr left = equation.first();
    Expr right = equation.last();
    boolean unit = right instanceof Expr.Quantity && !hasUnit(left);
    return values.compare(left, right) == Sameness.SAME
        || unit && values.compare(left, ((Expr.Quantity) right).value()) == Sameness.SAME;
  }

  private static boolean hasUnit(Expr expr) {
    return switch (expr) {
      case Expr.Quantity q -> true;
      case Expr.Sum s -> s.terms().stream().anyMatch(Relations::hasUnit);
      case Expr.Product p -> p.factors().stream().anyMatch(Relations::hasUnit);
      default -> false;
    };
  }

  private Equality both(Expr.Relation gold, Expr.Relation candidate) {
    if (gold.all(Op.EQUAL) && candidate.all(Op.EQUAL)) {
      return equations(gold, candidate);
    }
    if (gold.all(Op.IN) != candidate.all(Op.IN) || gold.all(Op.IN)) {
      return memberships(gold, candidate);
    }
    Equality sets = IntervalSet.compare(gold, candidate, values);
    if (sets != null
        && (sets.isEqual() || IntervalSet.isSolved(gold) && IntervalSet.isSolved(candidate))) {
      boolean sameVariable = IntervalSet.variable(gold).equals(IntervalSet.variable(candidate));
      return sameVariable ? sets : Equality.different("variable");
    }
    return chains(gold, candidate);
  }

  private Equality equations(Expr.Relation gold, Expr.Relation candidate) {
    Assignments.@Nullable Named a = Assignments.named(gold);
    Assignments.@Nullable Named b = Assignments.named(candidate);
    if (a != null && b != null && Assignments.sameName(a.name(), b.name())) {
      return equivalence.compare(a.value(), b.value());
    }
    if (gold.sides().size() > 2 || candidate.sides().size() > 2) {
      return sidewise(gold.sides(), candidate.sides());
    }
    if (!Symbols.any(gold) || !Symbols.any(candidate)) {
      return a != null && b != null
          ? Equality.different("variable")
          : sidewise(gold.sides(), candidate.sides());
    }
    boolean ratios = Proportions.isRatioEquation(gold) || Proportions.isRatioEquation(candidate);
    Expr left = ratios ? Proportions.crossed(gold) : null;
    Expr right = ratios ? Proportions.crossed(candidate) : null;
    if (left == null || right == null) {
      left = Build.minus(gold.first(), gold.last());
      right = Build.minus(candidate.first(), candidate.last());
    }
    return Equality.of(values.proportional(left, right, false), "equation");
  }

  private Equality memberships(Expr.Relation gold, Expr.Relation candidate) {
    Expr a = Assignments.stated(gold);
    Expr b = Assignments.stated(candidate);
    boolean stated =
        a != null && b != null && gold.sides().size() == 2 && candidate.sides().size() == 2;
    if (stated && !Assignments.sameName(gold.first(), candidate.first())) {
      return Equality.different("variable");
    }
    return equivalence.compare(a == null ? gold : a, b == null ? candidate : b);
  }

  /** Compares inequalities up to a positive factor, step by step along the chain. */
  private Equality chains(Expr.Relation gold, Expr.Relation candidate) {
    Expr.Relation a = IntervalSet.ascending(gold);
    Expr.Relation b = IntervalSet.ascending(candidate);
    if (!a.ops().equals(b.ops())) {
      return Equality.different("inequality");
    }
    for (int i = 0; i < a.ops().size(); i++) {
      Expr left = Build.minus(a.sides().get(i), a.sides().get(i + 1));
      Expr right = Build.minus(b.sides().get(i), b.sides().get(i + 1));
      if (!values.proportional(left, right, a.ops().get(i).isOrder())) {
        return Equality.different("inequality");
      }
    }
    return Equality.equal("inequality");
  }

  private Equality sidewise(List<Expr> gold, List<Expr> candidate) {
    boolean same = gold.size() == candidate.size();
    for (int i = 0; same && i < gold.size(); i++) {
      same = equivalence.equal(gold.get(i), candidate.get(i));
    }
    return Equality.of(same, "chain of equations");
  }
}
