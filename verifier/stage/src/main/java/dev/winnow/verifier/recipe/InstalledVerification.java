package dev.winnow.verifier.recipe;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.ScorerCatalog;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.CheckPlugin;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.CompiledCheck;
import dev.winnow.verifier.check.RoundResponseCheck;
import dev.winnow.verifier.score.BadExpressionException;
import dev.winnow.verifier.score.ScoreExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The requirements of this verifier's checks, and of the scorers that are installed, on recipes and
 * prompts. Thread-safe; as bounded on hostile input as the checks themselves.
 */
public final class InstalledVerification implements VerificationCatalog {
  private static final int MAX_COMPILED = 64;

  private final ScorerCatalog scorers;
  private final CompiledVerifications compiled = new CompiledVerifications(MAX_COMPILED, why -> {});

  /** Takes the checks on the class path, and these types of scorers. */
  public InstalledVerification(ScorerCatalog scorers) {
    this.scorers = scorers;
  }

  @Override
  public PluginCatalog<CheckPlugin<?>> checks() {
    return CheckPlugin.installed();
  }

  @Override
  public List<OptionProblem> problems(Check check) {
    try {
      CompiledCheck unused = Checks.compileForRecipe(check);
      return List.of();
    } catch (BadCheckException e) {
      return e.problems();
    }
  }

  @Override
  public ScorerCatalog scorers() {
    return scorers;
  }

  @Override
  public List<Violation> violations(Verification verification) {
    List<Violation> found = new ArrayList<>();
    int ofRounds = 0;
    for (int i = 0; i < verification.getChecks().size(); i++) {
      try {
        CompiledCheck check = Checks.compileForRecipe(verification.getChecks().get(i));
        ofRounds += check instanceof RoundResponseCheck ? 1 : 0;
      } catch (BadCheckException e) {
        String field = "verify.checks[" + i + "]";
        e.problems().forEach(problem -> found.add(violation(field, problem)));
      }
    }
    if (ofRounds > 1) {
      found.add(new Violation("verify.checks", "at most one may judge by the whole round"));
    }
    for (int i = 0; i < verification.getScorers().size(); i++) {
      found.addAll(
          scorers.violations("verify.scorers[" + i + "]", verification.getScorers().get(i)));
    }
    checkExpressions(verification, found);
    return found;
  }

  private static Violation violation(String field, OptionProblem problem) {
    return new Violation(
        problem.option().isEmpty() ? field : field + "." + problem.option(), problem.message());
  }

  private static void checkExpressions(Verification verification, List<Violation> found) {
    Optional<String> score = verification.getScore();
    Optional<String> accept = verification.getAccept();
    if (verification.getScorers().isEmpty()) {
      score.ifPresent(text -> found.add(withoutScorers("verify.score")));
      accept.ifPresent(text -> found.add(withoutScorers("verify.accept")));
      return;
    }
    score.ifPresent(
        text ->
            check(
                "verify.score",
                () -> ScoreExpression.ofNumber(text, ScoreNames.of(verification)),
                found));
    accept.ifPresent(
        text ->
            check(
                "verify.accept",
                () -> ScoreExpression.ofCondition(text, ScoreNames.inAccept(verification)),
                found));
  }

  private static Violation withoutScorers(String field) {
    return new Violation(field, "there are no scorers; add verify.scorers, or leave it out");
  }

  private static void check(String field, Runnable compile, List<Violation> found) {
    try {
      compile.run();
    } catch (BadExpressionException e) {
      found.add(new Violation(field, String.valueOf(e.getMessage())));
    }
  }

  @Override
  public List<Violation> misfits(Verification verification, Prompt prompt) {
    List<Violation> misfits =
        new ArrayList<>(
            compiled.of(verification).map(usable -> usable.misfits(prompt)).orElse(List.of()));
    for (Scorer scorer : verification.getScorers()) {
      scorers
          .misfit(scorer, prompt)
          .ifPresent(why -> misfits.add(new Violation("scorer " + scorer.getName(), why)));
    }
    return misfits;
  }
}
