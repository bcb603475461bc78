package dev.winnow.verifier.optimize;

import java.util.Locale;

/** What solving a program gives. */
sealed interface Solution {
  /** There is an optimum. */
  record Optimum(double value) implements Solution {
    @Override
    public String shown() {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? String.format(Locale.ROOT, "%.0f", value)
          : String.format(Locale.ROOT, "%.9g", value);
    }
  }

  /** No values keep to all constraints. */
  record Infeasible() implements Solution {
    @Override
    public String shown() {
      return "infeasible";
    }
  }

  /** The objective has no bound. */
  record Unbounded() implements Solution {
    @Override
    public String shown() {
      return "unbounded";
    }
  }

  /** The solver did not end within its work. */
  record Unsolved() implements Solution {
    @Override
    public String shown() {
      return "unsolved";
    }
  }

  /** Returns the solution for people and references. */
  String shown();
}
