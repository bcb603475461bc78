package dev.winnow.verifier.recipe;

import dev.winnow.verifier.check.Finding;

/**
 * The result of judging a candidate.
 *
 * @param verifier names and versions of the checks that judged
 * @param scored what the scorers say
 */
public record Judgement(Finding finding, String verifier, ScoreSummary scored) {
  /** The same, not accepted for another reason. */
  public Judgement withheld(String reason) {
    return new Judgement(finding.withheld(reason), verifier, scored);
  }
}
