package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Bracket;
import dev.winnow.math.value.Values;
import org.jspecify.annotations.Nullable;

/** Compares inequalities joined by "and" or "or". */
final class Conditions {
  private final Equivalence equivalence;
  private final Values values;

  Conditions(Equivalence equivalence, Values values) {
    this.equivalence = equivalence;
    this.values = values;
  }

  static boolean is(Expr expr) {
    return expr instanceof Expr.Group g && is(g.bracket());
  }

  static boolean is(Bracket bracket) {
    return bracket == Bracket.AND || bracket == Bracket.OR;
  }

  /** Compares as sets of reals if both are such; else condition by condition. */
  Equality compare(Expr gold, Expr candidate) {
    Equality sets = IntervalSet.compare(gold, candidate, values);
    if (sets != null) {
      boolean other = is(gold) && is(candidate) && !variable(gold).equals(variable(candidate));
      return sets.isEqual() && other ? Equality.different("variable") : sets;
    }
    return gold instanceof Expr.Group a && candidate instanceof Expr.Group b
        ? groups(a, b)
        : Equality.different("conditions");
  }

  private Equality groups(Expr.Group gold, Expr.Group candidate) {
    boolean or = gold.bracket() == Bracket.OR || candidate.bracket() == Bracket.OR;
    Equality listed = equivalence.compare(bare(gold), bare(candidate));
    if (gold.bracket() == candidate.bracket() || !or) {
      return listed;
    }
    boolean words = is(gold) && is(candidate);
    return words || !listed.isEqual()
        ? Equality.different("and against or")
        : Equality.unclear("comma against or");
  }

  private static Expr bare(Expr.Group group) {
    return new Expr.Group(Bracket.BARE, group.items());
  }

  /** Returns the variable of the first inequality. */
  private static Expr variable(Expr expr) {
    Expr first = expr;
    while (first instanceof Expr.Group g && !g.items().isEmpty()) {
      first = g.items().get(0);
    }
    return IntervalSet.variable(first);
  }

  /** Returns whether all inequalities of the group, however nested, bound one variable. */
  static boolean haveOneVariable(Expr.Group group) {
    @Nullable Expr common = null;
    for (Expr item : group.items()) {
      if (item instanceof Expr.Group inner && !haveOneVariable(inner)) {
        return false;
      }
      Expr own = variable(item);
      if (common != null && !common.equals(own)) {
        return false;
      }
      common = own;
    }
    return true;
  }
}
