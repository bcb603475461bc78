package dev.winnow.verifier.optimize;

import static java.util.Objects.requireNonNull;

import dev.winnow.verifier.optimize.LinearProgram.Domain;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.ojalgo.optimisation.Expression;
import org.ojalgo.optimisation.ExpressionsBasedModel;
import org.ojalgo.optimisation.Optimisation;
import org.ojalgo.optimisation.Variable;
import org.ojalgo.optimisation.integer.IntegerStrategy;

/**
 * Solves a program with ojAlgo's simplex and branch-and-bound solvers. Steps are counted, and one
 * thread searches, so that the result does not depend on the machine; the time limit is only for
 * steps that are slower than expected. Thread-safe.
 */
final class ProgramSolver {
  private static final int MAX_ITERATIONS = 5_000;
  private static final long MAX_MILLIS = 2_000;

  private ProgramSolver() {}

  static Solution solve(LinearProgram program) {
    if (isEmptyDomain(program)) {
      return new Solution.Infeasible();
    }
    ExpressionsBasedModel model = model(program);
    Optimisation.Result result = program.isMaximum() ? model.maximise() : model.minimise();
    return switch (result.getState()) {
      case OPTIMAL, DISTINCT -> optimum(program, result);
      case INFEASIBLE -> new Solution.Infeasible();
      case UNBOUNDED -> new Solution.Unbounded();
      default -> new Solution.Unsolved();
    };
  }

  private static boolean isEmptyDomain(LinearProgram program) {
    return program.domains().values().stream().anyMatch(domain -> domain.lower() > domain.upper());
  }

  private static ExpressionsBasedModel model(LinearProgram program) {
    ExpressionsBasedModel model = new ExpressionsBasedModel();
    model.options.iterations_abort = MAX_ITERATIONS;
    model.options.iterations_suffice = MAX_ITERATIONS;
    model.options.time_abort = MAX_MILLIS;
    model.options.time_suffice = MAX_MILLIS;
    model.options.integer(IntegerStrategy.newConfigurable().withParallelism(() -> 1));
    Map<String, Variable> variables = new HashMap<>();
    program.domains().forEach((name, domain) -> variables.put(name, variable(model, name, domain)));
    program
        .objective()
        .forEach(
            (name, factor) ->
                requireNonNull(variables.get(name)).weight(BigDecimal.valueOf(factor)));
    int number = 0;
    for (LinearProgram.Row row : program.rows()) {
      Expression expression = model.newExpression("row" + number++);
      row.factors().forEach((name, factor) -> expression.set(variables.get(name), factor));
      BigDecimal value = BigDecimal.valueOf(row.value());
      switch (row.relation()) {
        case AT_MOST -> expression.upper(value);
        case AT_LEAST -> expression.lower(value);
        case EQUAL -> expression.level(value);
      }
    }
    return model;
  }

  private static Variable variable(ExpressionsBasedModel model, String name, Domain domain) {
    Variable variable = model.newVariable(name);
    if (Double.isFinite(domain.lower())) {
      variable.lower(BigDecimal.valueOf(domain.lower()));
    }
    if (Double.isFinite(domain.upper())) {
      variable.upper(BigDecimal.valueOf(domain.upper()));
    }
    return variable.integer(domain.isWhole());
  }

  /** The objective is computed from the values, since that of the result may be scaled. */
  private static Solution optimum(LinearProgram program, Optimisation.Result result) {
    double value = program.constant();
    int at = 0;
    for (String name : program.domains().keySet()) {
      double found = result.doubleValue(at++);
      double exact = program.domains().get(name).isWhole() ? Math.rint(found) : found;
      value += program.objective().getOrDefault(name, 0.0) * exact;
    }
    return Double.isFinite(value) ? new Solution.Optimum(value) : new Solution.Unsolved();
  }
}
