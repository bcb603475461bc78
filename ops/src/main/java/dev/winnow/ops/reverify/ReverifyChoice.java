package dev.winnow.ops.reverify;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.verifier.TargetVerification;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which verdicts are to be replaced.
 *
 * @param outcomes outcomes of the verdicts; empty for all
 * @param reasons reason codes of the verdicts; empty for all
 * @param judgedBefore verdicts from before this time are replaced even where recipe and checks are
 *     the same, because the model of a scorer has changed; empty for none
 */
public record ReverifyChoice(
    Set<Outcome> outcomes, Set<String> reasons, Optional<Instant> judgedBefore) {
  /** All verdicts that recipe or checks could change. */
  public static final ReverifyChoice ALL = new ReverifyChoice(Set.of(), Set.of(), Optional.empty());

  public ReverifyChoice {
    outcomes = Set.copyOf(outcomes);
    reasons = Set.copyOf(reasons);
  }

  boolean isWanted(ReplacedVerdict verdict) {
    return (outcomes.isEmpty() || outcomes.contains(verdict.getOutcome()))
        && (reasons.isEmpty() || reasons.contains(verdict.getReason()));
  }

  /** Returns whether a verdict says already what it would say again. */
  boolean isUpToDate(ReplacedVerdict verdict, TargetVerification target) {
    return target.wouldRepeat(verdict)
        && judgedBefore.filter(time -> verdict.getJudgedAt().isBefore(time)).isEmpty();
  }
}
