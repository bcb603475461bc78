package dev.winnow.math.parse;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Num;
import dev.winnow.math.parse.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Parses matrices and environments that look like them. */
final class Environments {
  private static final int LARGEST_DETERMINANT = 4;

  private final Cursor cursor;
  private final AnswerParser parser;

  Environments(Cursor cursor, AnswerParser parser) {
    this.cursor = cursor;
    this.parser = parser;
  }

  /** Parses the text after {@code \begin}. */
  Expr read() {
    String name = name();
    if (name.equals("array") && cursor.accept("{")) {
      while (!cursor.atEnd() && !cursor.accept("}")) {
        cursor.next();
      }
    }
    List<List<Expr>> rows = rows();
    String end = name();
    if (!end.equals(name)) {
      throw new ParseFailure("environment " + name + " closed by " + end);
    }
    return built(name, rows);
  }

  private String name() {
    cursor.expect("{");
    StringBuilder name = new StringBuilder();
    while (cursor.peek().kind() == Kind.WORD
        || cursor.peek().kind() == Kind.TEXT
        || cursor.peek().is("*")) {
      name.append(cursor.next().text());
    }
    cursor.expect("}");
    return name.toString();
  }

  private List<List<Expr>> rows() {
    List<List<Expr>> rows = new ArrayList<>();
    List<Expr> row = new ArrayList<>();
    while (true) {
      if (cursor.acceptCommand("end")) {
        if (!row.isEmpty()) {
          rows.add(row);
        }
        return rows;
      }
      if (cursor.accept("\\\\")) {
        if (!row.isEmpty()) {
          rows.add(row);
        }
        row = new ArrayList<>();
      } else if (!cursor.accept("&")) {
        row.add(parser.list());
      }
    }
  }

  private static Expr built(String name, List<List<Expr>> rows) {
    if (rows.isEmpty()) {
      throw new ParseFailure("empty environment");
    }
    int columns = rows.get(0).size();
    List<Expr> entries = new ArrayList<>();
    for (List<Expr> row : rows) {
      if (row.size() != columns) {
        throw new ParseFailure("ragged rows");
      }
      entries.addAll(row);
    }
    Expr.Matrix matrix = new Expr.Matrix(rows.size(), columns, entries);
    return switch (name) {
      case "matrix",
          "pmatrix",
          "bmatrix",
          "Bmatrix",
          "smallmatrix",
          "psmallmatrix",
          "bsmallmatrix",
          "array" ->
          matrix;
      case "vmatrix", "Vmatrix" -> determinant(matrix);
      default -> columns == 1 ? new Expr.Group(Expr.Bracket.BARE, entries) : fail(name);
    };
  }

  private static Expr fail(String name) {
    throw new ParseFailure("environment " + name);
  }

  /** Computes the determinant by cofactors of the first row. */
  static Expr determinant(Expr.Matrix m) {
    int n = m.rows();
    if (n != m.columns() || n > LARGEST_DETERMINANT) {
      throw new ParseFailure("determinant");
    }
    if (n == 1) {
      return m.entries().get(0);
    }
    List<Expr> terms = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      Expr term = Build.times(m.entries().get(j), determinant(minor(m, j)));
      terms.add(j % 2 == 0 ? term : Build.times(Num.of(-1), term));
    }
    return new Expr.Sum(terms);
  }

  private static Expr.Matrix minor(Expr.Matrix m, int column) {
    List<Expr> entries = new ArrayList<>();
    for (int i = 1; i < m.rows(); i++) {
      for (int j = 0; j < m.columns(); j++) {
        if (j != column) {
          entries.add(m.entries().get(i * m.columns() + j));
        }
      }
    }
    return new Expr.Matrix(m.rows() - 1, m.columns() - 1, entries);
  }
}
