package dev.winnow.verifier.recipe;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.VerificationRules;
import dev.winnow.schemas.rules.Violation;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.CompiledCheck;
import dev.winnow.verifier.check.Consensus;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.check.ResponseCheck;
import dev.winnow.verifier.check.RoundResponseCheck;
import dev.winnow.verifier.score.BadExpressionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The verification of a recipe, ready for use. Immutable and thread-safe. */
public final class CompiledVerification {
  private final List<CompiledCheck> checks;
  private final Optional<RoundResponseCheck> round;
  private final ScoreRule rule;
  private final String allChecks;

  private CompiledVerification(List<CompiledCheck> checks, ScoreRule rule) {
    this.checks = checks;
    this.round = round(checks);
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
      List<CompiledCheck> checks =
          verification.getChecks().stream().map(Checks::compileForRecipe).toList();
      return new CompiledVerification(checks, new ScoreRule(verification));
    } catch (BadExpressionException e) {
      throw new BadCheckException("score or accept: " + e.getMessage());
    }
  }

  private static Optional<RoundResponseCheck> round(List<CompiledCheck> checks) {
    List<RoundResponseCheck> all =
        checks.stream()
            .filter(RoundResponseCheck.class::isInstance)
            .map(RoundResponseCheck.class::cast)
            .toList();
    if (all.size() > 1) {
      throw new BadCheckException("at most one check may judge by the whole round");
    }
    return all.stream().findFirst();
  }

  /** Returns whether a check judges by what a whole round settles on. */
  public boolean needsRound() {
    return round.isPresent();
  }

  /**
   * Runs the checks in order; the first that does not accept decides.
   *
   * @param response the whole answer, sampled to its end
   * @param vote what a round settled on; empty where it is not known
   */
  public Checked check(Prompt prompt, String response, Optional<RoundVote> vote) {
    Finding finding = new Finding(Outcome.ACCEPTED, Reason.SCORED, Optional.empty());
    Optional<String> extracted = Optional.empty();
    Map<String, Double> measured = new HashMap<>();
    for (int i = 0; i < checks.size(); i++) {
      finding = find(checks.get(i), prompt, response, vote);
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

  private static Finding find(
      CompiledCheck check, Prompt prompt, String response, Optional<RoundVote> vote) {
    return switch (check) {
      case ResponseCheck single -> single.check(prompt, response);
      case RoundResponseCheck round ->
          vote.map(known -> byVote(round, prompt, response, known))
              .orElseGet(() -> Finding.undecided(Reason.NO_ROUND));
    };
  }

  private static Finding byVote(
      RoundResponseCheck round, Prompt prompt, String response, RoundVote vote) {
    return vote.getReason().isPresent() || vote.getAnswer().isEmpty()
        ? Finding.undecided(vote.getReason().orElse(Reason.NO_MAJORITY))
        : round.check(prompt, response, vote.getAnswer().get());
  }

  /**
   * Returns the answer of a response that is counted with those of its round; empty when the checks
   * before it do not accept the response, or it states none.
   *
   * @param response the whole answer, sampled to its end
   */
  public Optional<String> vote(Prompt prompt, String response) {
    for (CompiledCheck check : checks) {
      switch (check) {
        case RoundResponseCheck counted -> {
          return counted.vote(prompt, response);
        }
        case ResponseCheck single -> {
          if (single.check(prompt, response).outcome() != Outcome.ACCEPTED) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty();
  }

  /** Returns what the answers of a round settle on; empty when no check asks for it. */
  public Optional<Consensus> settle(List<String> answers) {
    return round.map(check -> check.settle(answers));
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

  private static String versions(List<CompiledCheck> checks) {
    return checks.isEmpty()
        ? Checked.NO_VERIFIER
        : checks.stream().map(CompiledCheck::version).collect(Collectors.joining("+"));
  }
}
