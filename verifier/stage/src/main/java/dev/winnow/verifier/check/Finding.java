package dev.winnow.verifier.check;

import dev.winnow.schemas.Outcome;
import java.util.Map;
import java.util.Optional;

/**
 * The result of a check.
 *
 * @param outcome accepted, rejected, or undecided when there was nothing to judge
 * @param reason a code in capitals
 * @param extracted the final answer extracted from the response, if any
 * @param scores what the check measured, finite numbers by name
 */
public record Finding(
    Outcome outcome, String reason, Optional<String> extracted, Map<String, Double> scores) {
  public Finding {
    scores = Map.copyOf(scores);
  }

  /** Creates a finding without scores. */
  public Finding(Outcome outcome, String reason, Optional<String> extracted) {
    this(outcome, reason, extracted, Map.of());
  }

  /** Returns the finding that the response is correct. */
  public static Finding accepted(String reason, String extracted) {
    return new Finding(Outcome.ACCEPTED, reason, Optional.of(extracted));
  }

  /** Returns the finding that the response is wrong. */
  public static Finding rejected(String reason, String extracted) {
    return new Finding(Outcome.REJECTED, reason, Optional.of(extracted));
  }

  boolean isRejection() {
    return outcome == Outcome.REJECTED;
  }

  /** Returns the finding that nothing could be judged. */
  public static Finding undecided(String reason) {
    return new Finding(Outcome.UNDECIDED, reason, Optional.empty());
  }

  /** Returns the same finding with what the check measured. */
  public Finding with(Map<String, Double> measured) {
    return new Finding(outcome, reason, extracted, measured);
  }

  /** Returns the same answer, undecided for another reason. */
  public Finding withheld(String why) {
    return new Finding(Outcome.UNDECIDED, why, extracted, scores);
  }
}
