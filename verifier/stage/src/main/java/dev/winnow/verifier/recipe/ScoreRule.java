package dev.winnow.verifier.recipe;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoredBy;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verification;
import dev.winnow.schemas.rules.VerificationRules;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.score.BadExpressionException;
import dev.winnow.verifier.score.ScoreExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What becomes of a candidate by its scores. Pure: the result does not depend on the order in which
 * the scores arrive. A failure of a scorer never rejects. Immutable and thread-safe.
 */
final class ScoreRule {
  private final List<Scorer> scorers;
  private final Set<String> names;
  private final Optional<ScoreExpression> score;
  private final Optional<ScoreExpression> accept;

  /**
   * Compiles the expressions.
   *
   * @throws BadExpressionException if one of them cannot be used
   */
  ScoreRule(Verification verification) {
    this.scorers = List.copyOf(verification.getScorers());
    this.names = ScoreNames.of(verification);
    this.score = verification.getScore().map(text -> ScoreExpression.ofNumber(text, names));
    Set<String> all = ScoreNames.inAccept(verification);
    this.accept = verification.getAccept().map(text -> ScoreExpression.ofCondition(text, all));
  }

  /** Returns the scorers to ask about a candidate, by what the checks say. */
  List<Scorer> asked(Checked checked) {
    if (!checked.isScorable()) {
      return List.of();
    }
    boolean isAccepted = checked.finding().outcome() == Outcome.ACCEPTED;
    return scorers.stream().filter(scorer -> isAccepted || scorer.getAlways()).toList();
  }

  /**
   * Decides.
   *
   * @param scores what the scorers that were asked say, in any order, one of each
   */
  Judgement decide(Checked checked, List<Score> scores) {
    Map<String, Double> values = new HashMap<>();
    scores.forEach(one -> values.putAll(one.getValues()));
    Optional<Double> number = number(values);
    Map<String, Double> all = new HashMap<>(checked.finding().scores());
    all.putAll(values);
    ScoreSummary scored = new ScoreSummary(all, number, inOrder(scores));
    return new Judgement(
        finding(checked.finding(), scored), checked.verifier(), scored, checked.vote());
  }

  private Finding finding(Finding checked, ScoreSummary scored) {
    if (checked.outcome() != Outcome.ACCEPTED) {
      return checked;
    }
    Optional<ScoredBy> failed = scored.failed();
    if (failed.isPresent()) {
      return checked.withheld(Reason.SCORER_FAILED + failed.get().getFailureCode().orElseThrow());
    }
    if (score.isPresent() && scored.score().isEmpty()) {
      return checked.withheld(Reason.SCORE_NOT_FINITE);
    }
    return accept.map(condition -> decided(checked, condition, scored)).orElse(checked);
  }

  private static Finding decided(Finding checked, ScoreExpression condition, ScoreSummary scored) {
    Optional<Boolean> holds = condition.holds(variables(scored));
    if (holds.isEmpty()) {
      return checked.withheld(Reason.SCORE_NOT_FINITE);
    }
    return holds.get()
        ? new Finding(
            Outcome.ACCEPTED, Reason.ACCEPTED_BY_SCORE, checked.extracted(), checked.scores())
        : new Finding(
            Outcome.REJECTED, Reason.REJECTED_BY_SCORE, checked.extracted(), checked.scores());
  }

  private static Map<String, Double> variables(ScoreSummary scored) {
    Map<String, Double> variables = new HashMap<>(scored.values());
    scored.score().ifPresent(value -> variables.put(VerificationRules.SCORE, value));
    return variables;
  }

  /**
   * Returns the number; empty where a score that it needs is missing, or its arithmetic gives no
   * finite number.
   */
  private Optional<Double> number(Map<String, Double> values) {
    if (!values.keySet().containsAll(names)) {
      return Optional.empty();
    }
    if (score.isPresent()) {
      return score.get().number(values);
    }
    return names.size() == 1 ? values.values().stream().findFirst() : Optional.empty();
  }

  private List<ScoredBy> inOrder(List<Score> scores) {
    List<ScoredBy> ordered = new ArrayList<>();
    for (Scorer scorer : scorers) {
      scores.stream()
          .map(Score::getScoredBy)
          .filter(by -> by.getScorer().equals(scorer.getName()))
          .forEach(ordered::add);
    }
    return ordered;
  }
}
