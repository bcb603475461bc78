package dev.winnow.verifier.recipe;

import dev.winnow.schemas.RoundVote;
import dev.winnow.verifier.check.Finding;
import java.util.Optional;

/**
 * The result of judging a candidate.
 *
 * @param verifier names and versions of the checks that judged
 * @param scored what the scorers say
 * @param vote of a round, by which a check judged; empty where none asks for it
 */
public record Judgement(
    Finding finding, String verifier, ScoreSummary scored, Optional<RoundVote> vote) {
  /** Returns the same judgement, undecided for another reason. */
  public Judgement withheld(String reason) {
    return new Judgement(finding.withheld(reason), verifier, scored, vote);
  }
}
