package dev.winnow.math.parse;

import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Bracket;
import dev.winnow.math.expr.Expr.Op;
import java.util.ArrayList;
import java.util.List;

/** The separator of two clauses of a list. */
enum Joint {
  /** A comma, a semicolon, or explicit white space. */
  COMMA,
  /** "and", also after a comma. */
  AND,
  /** "or", also after a comma. */
  OR;

  static Joint of(Token token) {
    String word = token.text().replace(",", "").strip();
    return word.equalsIgnoreCase("and") || word.equals("land") || word.equals("&")
        ? AND
        : word.equalsIgnoreCase("or") || word.equals("lor") ? OR : COMMA;
  }

  /**
   * Returns the list of these clauses. Inequalities joined by "and" must all hold, of those joined
   * by "or" one holds; "and" has the higher precedence. If commas occur between both words, the
   * grouping is unknown, and the list does not express it.
   */
  static Expr list(List<Expr> clauses, List<Joint> joints) {
    boolean and = joints.contains(AND);
    boolean or = joints.contains(OR);
    boolean mixed = and && or;
    if (!and && !or || mixed && joints.contains(COMMA) || !areInequalities(clauses)) {
      return new Expr.Group(Bracket.BARE, clauses);
    }
    return mixed
        ? alternatives(clauses, joints)
        : new Expr.Group(and ? Bracket.AND : Bracket.OR, clauses);
  }

  private static Expr alternatives(List<Expr> clauses, List<Joint> joints) {
    List<Expr> alternatives = new ArrayList<>();
    List<Expr> together = new ArrayList<>();
    for (int i = 0; i < clauses.size(); i++) {
      together.add(clauses.get(i));
      if (i == joints.size() || joints.get(i) == OR) {
        alternatives.add(
            together.size() == 1 ? together.get(0) : new Expr.Group(Bracket.AND, together));
        together = new ArrayList<>();
      }
    }
    return new Expr.Group(Bracket.OR, alternatives);
  }

  private static boolean areInequalities(List<Expr> clauses) {
    return clauses.stream()
        .allMatch(
            clause ->
                clause instanceof Expr.Relation r
                    && r.ops().stream().allMatch(op -> op.isOrder() || op == Op.NOT_EQUAL));
  }
}
