package dev.winnow.verifier.recipe;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.VerificationRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.check.ResponseCheck;
import dev.winnow.verifier.score.BadExpressionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verification of a recipe, ready for use. Immutable and thread-safe. */
public final class CompiledVerification {
  private final List<ResponseCheck> checks;
  private final ScoreRule rule;
  private final String allChecks;

  private CompiledVerification(List<ResponseCheck> checks, ScoreRule rule) {
    this.checks = checks;
    this.rule = rule;
    this.allChecks = versions(checks);
  }

  /**
   * Compiles a verification.
   *
   * @throws BadCheckException if a check or an expression cannot be used; the message says which
   */
  public static CompiledVerification compile(Verification verification) {
    if (!VerificationRules.isBounded(verification)) {
      throw new BadCheckException("the verification is too large");
    }
    try {
      List<ResponseCheck> checks = verification.getChecks().stream().map(Checks::compile).toList();
      return new CompiledVerification(checks, new ScoreRule(verification));
    } catch (BadExpressionException e) {
      throw new BadCheckException("score or accept: " + e.getMessage());
    }
  }

  /**
   * Runs the checks in order; the first that does not accept decides.
   *
   * @param response the whole answer, sampled to its end
   */
  public Checked check(Prompt prompt, String response) {
    Finding finding = new Finding(Outcome.ACCEPTED, Reason.SCORED, Optional.empty());
    Optional<String> extracted = Optional.empty();
    Map<String, Double> measured = new HashMap<>();
    for (int i = 0; i < checks.size(); i++) {
      finding = checks.get(i).check(prompt, response);
      measured.putAll(finding.scores());
      if (finding.extracted().isPresent()) {
        extracted = finding.extracted();
      }
      if (finding.outcome() != Outcome.ACCEPTED) {
        return new Checked(finding.with(measured), versions(checks.subList(0, i + 1)), true);
      }
    }
    Finding accepted = new Finding(finding.outcome(), finding.reason(), extracted, measured);
    return new Checked(accepted, allChecks, true);
  }

  /** Returns the scorers to ask about a candidate, by what the checks say. */
  public List<Scorer> asked(Checked checked) {
    return rule.asked(checked);
  }

  /**
   * Decides by the scores.
   *
   * @param scores what the scorers that were asked say, in any order, one of each
   */
  public Judgement decide(Checked checked, List<Score> scores) {
    return rule.decide(checked, scores);
  }

  /** Returns the checks' versions; {@code none} without checks. */
  public String versions() {
    return allChecks;
  }

  /** Returns all reasons why the checks cannot use this prompt's references. */
  List<Violation> misfits(Prompt prompt) {
    List<Violation> misfits = new ArrayList<>();
    checks.forEach(check -> misfits.addAll(check.misfits(prompt)));
    return misfits;
  }

  private static String versions(List<ResponseCheck> checks) {
    return checks.isEmpty()
        ? Checked.NO_VERIFIER
        : checks.stream().map(ResponseCheck::version).collect(Collectors.joining("+"));
  }
}
