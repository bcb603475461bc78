package dev.winnow.math.expr;

import java.util.List;

/**
 * A parsed answer: an expression, a relation, a collection of them, or a text that could not be
 * parsed.
 */
public sealed interface Expr {

  /**
   * A literal; {@code places} is the number of decimals written, or -1 for an integer or an exact
   * fraction.
   */
  record Num(Rational value, int places) implements Expr {
    /** Returns this integer as a literal. */
    public static Num of(long value) {
      return new Num(Rational.of(value), -1);
    }

    /** Returns this exact value as a literal. */
    public static Num of(Rational value) {
      return new Num(value, -1);
    }
  }

  /** A variable, with its subscript if it has one: {@code x_{12}}. */
  record Sym(String name) implements Expr {}

  /** Mathematical constants. */
  enum Constant implements Expr {
    PI,
    E,
    I,
    INFINITY
  }

  /** A sum of its terms. */
  record Sum(List<Expr> terms) implements Expr {
    public Sum {
      terms = List.copyOf(terms);
    }
  }

  /** A product of its factors; a quotient is one with a factor to the power -1. */
  record Product(List<Expr> factors) implements Expr {
    public Product {
      factors = List.copyOf(factors);
    }
  }

  /** A base to the power of an exponent; a root is one with a fraction as its exponent. */
  record Power(Expr base, Expr exponent) implements Expr {}

  /**
   * A function applied to its arguments; the function may be known ({@code sin}) or not ({@code
   * f}).
   */
  record Call(String function, List<Expr> arguments) implements Expr {
    public Call {
      arguments = List.copyOf(arguments);
    }

    public Call(String function, Expr... arguments) {
      this(function, List.of(arguments));
    }
  }

  /** A chain {@code s0 op0 s1 op1 s2}; there is one side more than operators. */
  record Relation(List<Expr> sides, List<Op> ops) implements Expr {
    public Relation {
      sides = List.copyOf(sides);
      ops = List.copyOf(ops);
    }

    /** Returns the leftmost side. */
    public Expr first() {
      return sides.get(0);
    }

    /** Returns the rightmost side. */
    public Expr last() {
      return sides.get(sides.size() - 1);
    }

    /** Returns whether every operator of the chain is this one. */
    public boolean all(Op op) {
      return ops.stream().allMatch(op::equals);
    }
  }

  /** The comparisons of a {@link Relation}. */
  enum Op {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL,
    IN,
    APPROXIMATE;

    /** Returns the operator after the sides are exchanged: {@code <} becomes {@code >}. */
    public Op mirrored() {
      return switch (this) {
        case LESS -> GREATER;
        case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
        case GREATER -> LESS;
        case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
        default -> this;
      };
    }

    /** Returns whether this is an inequality of order, strict or not. */
    public boolean isOrder() {
      return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
    }

    /** Returns whether this is a strict inequality. */
    public boolean isStrict() {
      return this == LESS || this == GREATER;
    }
  }

  /** Items in brackets; two items in {@code ( )} or {@code [ ]} may be a pair or an interval. */
  record Group(Bracket bracket, List<Expr> items) implements Expr {
    public Group {
      items = List.copyOf(items);
    }
  }

  /** The brackets of a {@link Group}. */
  enum Bracket {
    BARE("", ""),
    /** Inequalities without brackets, all of which hold. */
    AND("", ""),
    /** Inequalities without brackets, one of which holds. */
    OR("", ""),
    ROUND("(", ")"),
    SQUARE("[", "]"),
    OPEN_CLOSED("(", "]"),
    CLOSED_OPEN("[", ")"),
    SET("{", "}");

    public final String left;
    public final String right;

    Bracket(String left, String right) {
      this.left = left;
      this.right = right;
    }
  }

  /** Two sets joined by an operator. */
  record SetOperation(SetOperator operator, Expr left, Expr right) implements Expr {}

  /** Set operations. */
  enum SetOperator {
    UNION,
    INTERSECTION,
    DIFFERENCE
  }

  /** A matrix with its entries row by row. */
  record Matrix(int rows, int columns, List<Expr> entries) implements Expr {
    public Matrix {
      entries = List.copyOf(entries);
    }
  }

  /**
   * A value with a unit in its canonical spelling: {@code cm^2}, {@code %}, {@code degree}, {@code
   * dollar}.
   */
  record Quantity(Expr value, String unit) implements Expr {}

  /** A text that could not be parsed as mathematics, as written. */
  record Text(String raw) implements Expr {}
}
