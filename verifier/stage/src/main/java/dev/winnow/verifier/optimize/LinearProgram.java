package dev.winnow.verifier.optimize;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A linear program, some of whose variables may be whole numbers.
 *
 * @param isMaximum whether the objective is maximized
 * @param objective factors by variable
 * @param constant is added to the objective
 * @param rows the constraints
 * @param domains of all variables
 */
record LinearProgram(
    boolean isMaximum,
    Map<String, Double> objective,
    double constant,
    List<Row> rows,
    Map<String, Domain> domains) {
  static final int MAX_VARIABLES = 300;
  static final int MAX_ROWS = 300;
  static final int MAX_FACTORS = 3_000;

  /** Beyond it the solver's arithmetic says little. */
  private static final double MAX_NUMBER = 1e12;

  /** How the sides of a constraint compare. */
  enum Relation {
    AT_MOST,
    AT_LEAST,
    EQUAL
  }

  /** A constraint: the sum of factors times variables has a relation to a number. */
  record Row(Map<String, Double> factors, Relation relation, double value) {}

  /** The values that a variable may have; infinite bounds are none. */
  record Domain(double lower, double upper, boolean isWhole) {
    static final Domain DEFAULT = new Domain(0, Double.POSITIVE_INFINITY, false);
  }

  /** Collects a program; the limits are those of the program. Not thread-safe. */
  static final class Builder {
    private final boolean isMaximum;
    private final Map<String, Double> objective = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, Domain> domains = new LinkedHashMap<>();
    private double constant;
    private int factors;

    Builder(boolean isMaximum) {
      this.isMaximum = isMaximum;
    }

    Builder objective(Map<String, Double> terms, double added) {
      terms.forEach((name, factor) -> objective.merge(known(name), checked(factor), Double::sum));
      constant += checked(added);
      count(terms.size());
      return this;
    }

    Builder row(Map<String, Double> terms, Relation relation, double value) {
      terms.keySet().forEach(this::known);
      terms.values().forEach(Builder::checked);
      count(terms.size());
      if (rows.size() == MAX_ROWS) {
        throw new BadProgramException("more than %d constraints".formatted(MAX_ROWS));
      }
      rows.add(new Row(Map.copyOf(terms), relation, checked(value)));
      return this;
    }

    Builder bounds(String name, double lower, double upper) {
      domains.put(known(name), new Domain(lower, upper, domain(name).isWhole()));
      return this;
    }

    Builder lower(String name, double lower) {
      return bounds(known(name), lower, domain(name).upper());
    }

    Builder upper(String name, double upper) {
      return bounds(known(name), domain(name).lower(), upper);
    }

    Builder whole(String name) {
      Domain before = domain(known(name));
      domains.put(name, new Domain(before.lower(), before.upper(), true));
      return this;
    }

    LinearProgram build() {
      if (domains.isEmpty()) {
        throw new BadProgramException("there is no variable");
      }
      return new LinearProgram(isMaximum, objective, constant, rows, domains);
    }

    private Domain domain(String name) {
      return domains.getOrDefault(name, Domain.DEFAULT);
    }

    private String known(String name) {
      domains.putIfAbsent(name, Domain.DEFAULT);
      if (domains.size() > MAX_VARIABLES) {
        throw new BadProgramException("more than %d variables".formatted(MAX_VARIABLES));
      }
      return name;
    }

    private void count(int more) {
      factors += more;
      if (factors > MAX_FACTORS) {
        throw new BadProgramException("more than %d factors".formatted(MAX_FACTORS));
      }
    }

    private static double checked(double number) {
      if (!(Math.abs(number) <= MAX_NUMBER)) {
        throw new BadProgramException("a number is beyond 1e12");
      }
      return number;
    }
  }
}
