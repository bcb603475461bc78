package dev.winnow.verifier.optimize;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.plugin.OptionRules;
import dev.winnow.schemas.plugin.PluginOption;
import dev.winnow.verifier.check.CandidateCheck;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Question;
import dev.winnow.verifier.check.Reason;
import java.util.List;
import java.util.Optional;

/**
 * The answer is a linear or integer program whose optimum is that of the reference, as OptMATH (Lu
 * et al., arXiv 2502.11102) accepts models. The reference is the optimum, {@code infeasible},
 * {@code unbounded}, or a program.
 *
 * @param tolerance most difference of the optima, relative to the reference where that is beyond 1
 */
record OptimizationCheck(double tolerance) implements CandidateCheck {
  private static final String BAD_PROGRAM = "BAD_PROGRAM";

  /** How exactly optima are compared. */
  record Options(
      @PluginOption(
              help = "most difference of the optima, relative where the reference is beyond 1",
              defaultValue = "1e-6",
              min = 0,
              max = 1)
          double tolerance) {
    Options {
      OptionRules.inRange(Options.class, tolerance).orThrow();
    }
  }

  /** Provides the check {@code optimization}. */
  public static final class Plugin implements CheckPlugin<Options> {
    @Override
    public String name() {
      return "optimization";
    }

    @Override
    public String summary() {
      return "the answer is a linear or integer program with the optimum of the reference";
    }

    @Override
    public Class<Options> options() {
      return Options.class;
    }

    @Override
    public CandidateCheck create(Options options) {
      return new OptimizationCheck(options.tolerance());
    }
  }

  @Override
  public String version() {
    return "optimization/1";
  }

  @Override
  public Finding check(Question question, String answer) {
    Optional<Solution> wanted = question.reference().flatMap(OptimizationCheck::reference);
    if (wanted.isEmpty()) {
      return Finding.undecided(Reason.NO_REFERENCE);
    }
    List<String> programs = ProgramReader.find(answer);
    if (programs.size() != 1) {
      return Finding.undecided(programs.isEmpty() ? Reason.NO_ANSWER : Reason.AMBIGUOUS);
    }
    try {
      return finding(wanted.get(), ProgramSolver.solve(ProgramReader.read(programs.getFirst())));
    } catch (BadProgramException e) {
      return new Finding(Outcome.UNDECIDED, BAD_PROGRAM, Optional.ofNullable(e.getMessage()));
    }
  }

  private Finding finding(Solution wanted, Solution found) {
    if (found instanceof Solution.Unsolved) {
      return Finding.undecided(Reason.LIMIT);
    }
    return isSame(wanted, found)
        ? Finding.accepted(Reason.EQUAL, found.shown())
        : Finding.rejected(Reason.DIFFERENT, found.shown());
  }

  private boolean isSame(Solution wanted, Solution found) {
    if (wanted instanceof Solution.Optimum one && found instanceof Solution.Optimum other) {
      double most = tolerance * Math.max(1, Math.abs(one.value()));
      return Math.abs(one.value() - other.value()) <= most;
    }
    return wanted.equals(found);
  }

  @Override
  public Optional<String> misfit(Optional<String> reference) {
    return reference.flatMap(OptimizationCheck::reference).isPresent()
        ? Optional.empty()
        : Optional.of(
            "check 'optimization' needs the optimum as a number, 'infeasible', 'unbounded', or a"
                + " program that it can solve");
  }

  private static Optional<Solution> reference(String text) {
    String bare = text.strip();
    if (bare.equalsIgnoreCase("infeasible")) {
      return Optional.of(new Solution.Infeasible());
    }
    if (bare.equalsIgnoreCase("unbounded")) {
      return Optional.of(new Solution.Unbounded());
    }
    try {
      double value = Double.parseDouble(bare);
      return Double.isFinite(value) ? Optional.of(new Solution.Optimum(value)) : Optional.empty();
    } catch (NumberFormatException e) {
      return solved(bare);
    }
  }

  private static Optional<Solution> solved(String text) {
    try {
      Solution solution = ProgramSolver.solve(ProgramReader.read(text));
      return solution instanceof Solution.Unsolved ? Optional.empty() : Optional.of(solution);
    } catch (BadProgramException e) {
      return Optional.empty();
    }
  }
}
