package dev.winnow.math.equal;

import dev.winnow.math.expr.Build;
import dev.winnow.math.expr.Expr;
import dev.winnow.math.expr.Expr.Matrix;
import java.util.ArrayList;
import java.util.List;

/** Computes sums, products and scalar multiples of matrices. */
final class Matrices {
  private static final int LARGEST = 400;

  private Matrices() {}

  static Expr reduced(Expr expr) {
    return switch (expr) {
      case Expr.Product p -> hasMatrix(p) ? product(p) : p;
      case Expr.Sum s -> s.terms().stream().allMatch(Matrices::hasMatrix) ? sum(s) : s;
      case Expr.Group g -> g.items().size() == 1 ? reduced(g.items().get(0)) : g;
      default -> expr;
    };
  }

  private static boolean hasMatrix(Expr expr) {
    return switch (expr) {
      case Matrix m -> true;
      case Expr.Product p -> p.factors().stream().anyMatch(Matrices::hasMatrix);
      case Expr.Group g -> g.items().size() == 1 && hasMatrix(g.items().get(0));
      default -> false;
    };
  }

  private static Expr product(Expr.Product product) {
    List<Expr> scalars = new ArrayList<>();
    Matrix total = null;
    for (Expr factor : product.factors()) {
      if (!(reduced(factor) instanceof Matrix m)) {
        scalars.add(factor);
      } else if (total == null) {
        total = m;
      } else if (total.columns() == m.rows() && total.entries().size() * m.columns() <= LARGEST) {
        total = multiplied(total, m);
      } else {
        return product;
      }
    }
    if (total == null || scalars.isEmpty()) {
      return total == null ? product : total;
    }
    Expr scalar = Build.product(scalars);
    return new Matrix(
        total.rows(),
        total.columns(),
        total.entries().stream().map(e -> Build.times(scalar, e)).toList());
  }

  private static Matrix multiplied(Matrix a, Matrix b) {
    List<Expr> entries = new ArrayList<>();
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < b.columns(); j++) {
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < a.columns(); k++) {
          terms.add(
              Build.times(
                  a.entries().get(i * a.columns() + k), b.entries().get(k * b.columns() + j)));
        }
        entries.add(Build.sum(terms));
      }
    }
    return new Matrix(a.rows(), b.columns(), entries);
  }

  private static Expr sum(Expr.Sum sum) {
    List<Expr> entries = new ArrayList<>();
    Matrix shape = null;
    for (Expr term : sum.terms()) {
      if (!(reduced(term) instanceof Matrix m)
          || shape != null && (shape.rows() != m.rows() || shape.columns() != m.columns())) {
        return sum;
      }
      for (int i = 0; i < m.entries().size(); i++) {
        if (shape == null) {
          entries.add(m.entries().get(i));
        } else {
          entries.set(i, new Expr.Sum(List.of(entries.get(i), m.entries().get(i))));
        }
      }
      shape = m;
    }
    return shape == null ? sum : new Matrix(shape.rows(), shape.columns(), entries);
  }
}
