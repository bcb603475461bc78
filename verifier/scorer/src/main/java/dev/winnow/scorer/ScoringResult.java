package dev.winnow.scorer;

import java.util.Map;
import java.util.Optional;

/** The result of an engine on one candidate. */
public sealed interface ScoringResult {
  /** The candidate was longer than the model's context, or than the worker's bound. */
  String TOO_LONG = "TOO_LONG";

  /** The server answered no finite number for the candidate. */
  String NOT_FINITE = "NOT_FINITE";

  /** The judge's reply has no rating. */
  String UNPARSABLE = "UNPARSABLE";

  /** The server's answer says nothing of the candidate. */
  String BAD_ANSWER = "BAD_ANSWER";

  /** The server refused the candidate, while it accepted others. */
  String REFUSED = "REFUSED";

  /** The server failed for the candidate, while it answered others. */
  String NO_ANSWER = "NO_ANSWER";

  /** Returns what the candidate cost. */
  ScoringCost cost();

  /**
   * Returns what the scorer said, such as a judge's replies; the writer of the record bounds its
   * length.
   */
  Optional<String> detail();

  /**
   * The scores by name, all of them finite, one for each name that the scorer has.
   *
   * @param values by name
   */
  record Values(Map<String, Double> values, ScoringCost cost, Optional<String> detail)
      implements ScoringResult {
    public Values {
      values = Map.copyOf(values);
    }
  }

  /**
   * No scores.
   *
   * @param code why, in capitals: one of the constants here, or another
   * @param reason why, in words, without secrets
   */
  record Failed(String code, String reason, ScoringCost cost, Optional<String> detail)
      implements ScoringResult {
    /** Creates a failure of which the scorer said nothing more. */
    public Failed(String code, String reason, ScoringCost cost) {
      this(code, reason, cost, Optional.empty());
    }
  }
}
