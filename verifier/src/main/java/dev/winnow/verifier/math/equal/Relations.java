package dev.winnow.verifier.math.equal;

import dev.winnow.verifier.math.expr.Build;
import dev.winnow.verifier.math.expr.Expr;
import dev.winnow.verifier.math.expr.Expr.Op;
import dev.winnow.verifier.math.value.Sameness;
import dev.winnow.verifier.math.value.Symbols;
import dev.winnow.verifier.math.value.Values;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares equations, inequalities and memberships with each other and with the answer they state.
 */
final class Relations {
  private final Equivalence equivalence;
  private final Values values;

  Relations(Equivalence equivalence, Values values) {
    this.equivalence = equivalence;
    this.values = values;
  }

  Decision compare(Expr gold, Expr candidate) {
    Expr a = Assignments.settled(gold);
    Expr b = Assignments.settled(candidate);
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

  /** A relation against an answer that is none: what the relation states counts. */
  private Decision one(Expr.Relation relation, Expr other, boolean relationIsGold) {
    Expr stated = Assignments.stated(relation);
    if (stated == null && relation.all(Op.EQUAL) && !isSymbolic(relation) && holds(relation)) {
      stated = relation.last();
    }
    if (stated != null) {
      return relationIsGold
          ? equivalence.compare(stated, other)
          : equivalence.compare(other, stated);
    }
    Decision sets =
        relationIsGold
            ? Pieces.compare(relation, other, values)
            : Pieces.compare(other, relation, values);
    return sets != null ? sets : Decision.different("relation against value");
  }

  private static boolean isSymbolic(Expr.Relation relation) {
    return Symbols.any(relation);
  }

  private boolean holds(Expr.Relation equation) {
    return values.compare(equation.first(), equation.last()) == Sameness.SAME;
  }

  private Decision both(Expr.Relation gold, Expr.Relation candidate) {
    if (gold.all(Op.EQUAL) && candidate.all(Op.EQUAL)) {
      return equations(gold, candidate);
    }
    if (gold.all(Op.IN) != candidate.all(Op.IN) || gold.all(Op.IN)) {
      return memberships(gold, candidate);
    }
    Decision sets = Pieces.compare(gold, candidate, values);
    if (sets != null && (sets.isEqual() || Pieces.isSolved(gold) && Pieces.isSolved(candidate))) {
      boolean sameVariable = Pieces.variable(gold).equals(Pieces.variable(candidate));
      return sameVariable ? sets : Decision.different("variable");
    }
    return chains(gold, candidate);
  }

  private Decision equations(Expr.Relation gold, Expr.Relation candidate) {
    Assignments.@Nullable Named a = Assignments.named(gold);
    Assignments.@Nullable Named b = Assignments.named(candidate);
    if (a != null && b != null && Assignments.sameName(a.name(), b.name())) {
      return equivalence.compare(a.value(), b.value());
    }
    if (gold.sides().size() > 2 || candidate.sides().size() > 2) {
      return sidewise(gold.sides(), candidate.sides());
    }
    Expr left = Build.minus(gold.first(), gold.last());
    Expr right = Build.minus(candidate.first(), candidate.last());
    return Decision.of(values.proportional(left, right, false), "equation");
  }

  private Decision memberships(Expr.Relation gold, Expr.Relation candidate) {
    Expr a = Assignments.stated(gold);
    Expr b = Assignments.stated(candidate);
    boolean stated =
        a != null && b != null && gold.sides().size() == 2 && candidate.sides().size() == 2;
    if (stated && !Assignments.sameName(gold.first(), candidate.first())) {
      return Decision.different("variable");
    }
    return equivalence.compare(a == null ? gold : a, b == null ? candidate : b);
  }

  /** Inequalities up to a positive factor, step by step along the chain. */
  private Decision chains(Expr.Relation gold, Expr.Relation candidate) {
    Expr.Relation a = Pieces.ascending(gold);
    Expr.Relation b = Pieces.ascending(candidate);
    if (!a.ops().equals(b.ops())) {
      return Decision.different("inequality");
    }
    for (int i = 0; i < a.ops().size(); i++) {
      Expr left = Build.minus(a.sides().get(i), a.sides().get(i + 1));
      Expr right = Build.minus(b.sides().get(i), b.sides().get(i + 1));
      if (!values.proportional(left, right, a.ops().get(i).isOrder())) {
        return Decision.different("inequality");
      }
    }
    return Decision.equal("inequality");
  }

  private Decision sidewise(List<Expr> gold, List<Expr> candidate) {
    boolean same = gold.size() == candidate.size();
    for (int i = 0; same && i < gold.size(); i++) {
      same = equivalence.equal(gold.get(i), candidate.get(i));
    }
    return Decision.of(same, "chain of equations");
  }
}
