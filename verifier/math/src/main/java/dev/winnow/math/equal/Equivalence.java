package dev.winnow.math.equal;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Bracket;
import dev.winnow.math.expr.WorkBudget;
import dev.winnow.math.value.Values;
import java.util.List;

/**
 * Compares two trees by kind: texts, relations, sets and intervals, lists and tuples, matrices, and
 * finally values. Not thread-safe: one instance per comparison.
 */
public final class Equivalence {
  private static final Expr REALS = new Expr.Sym("set R");

  private final MathPolicy policy;
  private final WorkBudget budget;
  final Values values;
  private final Quantities quantities;
  private final Relations relations;
  private final Collections collections;
  private int depth;

  public Equivalence(MathPolicy policy, WorkBudget budget) {
    this.policy = policy;
    this.budget = budget;
    this.values = new Values(budget);
    this.quantities = new Quantities(policy, values);
    this.relations = new Relations(this, values);
    this.collections = new Collections(this, policy);
  }

  /**
   * Compares an answer with the reference.
   *
   * @param gold the reference
   * @throws dev.winnow.math.expr.LimitExceeded if the budget is spent, or the trees are too deep
   */
  public Equality compare(Expr gold, Expr candidate) {
    budget.spend(1);
    WorkBudget.checkDepth(++depth);
    try {
      return decide(unwrapped(gold), unwrapped(candidate));
    } finally {
      depth--;
    }
  }

  boolean equal(Expr gold, Expr candidate) {
    return compare(gold, candidate).isEqual();
  }

  private Equality decide(Expr gold, Expr candidate) {
    if (gold.equals(candidate)) {
      return Equality.equal("identical");
    }
    if (gold instanceof Expr.Text || candidate instanceof Expr.Text) {
      return Texts.compare(named(gold), named(candidate));
    }
    if (Conditions.is(gold) || Conditions.is(candidate)) {
      return new Conditions(this, values).compare(gold, candidate);
    }
    if (gold instanceof Expr.Relation || candidate instanceof Expr.Relation) {
      return relations.compare(gold, candidate);
    }
    if (IntervalSet.isSet(gold) || IntervalSet.isSet(candidate)) {
      Equality sets = IntervalSet.compare(gold, candidate, values);
      if (sets != null) {
        return sets;
      }
    }
    if (gold instanceof Expr.SetOperation || candidate instanceof Expr.SetOperation) {
      return collections.operations(gold, candidate);
    }
    Expr left = Matrices.reduced(gold);
    Expr right = Matrices.reduced(candidate);
    if (isCollection(left) != isCollection(right)) {
      return restated(left, right);
    }
    if (isCollection(left)) {
      return collections.compare(left, right);
    }
    return quantities.compare(left, right);
  }

  /**
   * Normalizes the real line in words, and an equation whose value is a text: {@code x = Evelyn}.
   */
  private static Expr named(Expr expr) {
    if (IntervalSet.isAllReals(expr)) {
      return REALS;
    }
    Expr stated = expr instanceof Expr.Relation relation ? Assignments.stated(relation) : null;
    return stated instanceof Expr.Text ? stated : expr;
  }

  /** A list that gives one value in several forms is that value: {@code 3/4 or 0.75}. */
  private Equality restated(Expr gold, Expr candidate) {
    Expr list = isCollection(gold) ? gold : candidate;
    boolean same =
        list instanceof Expr.Group g && g.bracket() == Bracket.BARE && allEqual(g.items());
    if (!same) {
      return collections.compare(gold, candidate);
    }
    Expr value = ((Expr.Group) list).items().get(0);
    return list == gold ? compare(value, candidate) : compare(gold, value);
  }

  private boolean allEqual(List<Expr> items) {
    for (Expr item : items) {
      if (!equal(items.get(0), item)) {
        return false;
      }
    }
    return !items.isEmpty();
  }

  private static boolean isCollection(Expr expr) {
    return expr instanceof Expr.Group || expr instanceof Expr.Matrix;
  }

  /** Brackets around a single item mean that item. */
  private static Expr unwrapped(Expr expr) {
    Expr inner = expr;
    while (inner instanceof Expr.Group g && g.items().size() == 1) {
      inner = g.items().get(0);
    }
    if (inner instanceof Expr.Call c && Assignments.isFigure(c)) {
      return c.arguments().get(0);
    }
    boolean list = inner instanceof Expr.Group g && g.bracket() == Bracket.BARE;
    boolean braced = expr instanceof Expr.Group outer && outer.bracket() == Bracket.SET;
    return list && braced ? new Expr.Group(Bracket.SET, ((Expr.Group) inner).items()) : inner;
  }
}
