package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Scorer;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.recipe.Checked;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A candidate with what its checks say.
 *
 * @param candidate reduced where its row would not fit into a record
 */
record CheckedCandidate(Candidate candidate, Checked checked) {
  /**
   * Runs the checks of a candidate; one whose row would not fit is not judged.
   *
   * @param bytes length of its record
   */
  static CheckedCandidate of(Judge judge, Candidate candidate, int bytes) {
    return of(judge, candidate, bytes, Optional.empty());
  }

  /**
   * Does the same where a check judges by a round.
   *
   * @param vote what the round settled on; empty where it is not known
   */
  static CheckedCandidate of(
      Judge judge, Candidate candidate, int bytes, Optional<RoundVote> vote) {
    int excess = RowSize.excess(candidate, bytes);
    return excess > 0
        ? new CheckedCandidate(RowSize.cut(candidate, excess), Judge.tooLong())
        : new CheckedCandidate(candidate, judge.check(candidate, vote));
  }

  /**
   * Accepts each response once, unless the recipe allows repetitions.
   *
   * @param isRepeated whether another candidate of the prompt with this response may be accepted
   */
  CheckedCandidate once(boolean isRepeated) {
    boolean isWithheld =
        isRepeated && checked.isAccepted() && !candidate.getVerification().getAcceptIdentical();
    return isWithheld ? withheld(Reason.IDENTICAL) : this;
  }

  /**
   * Leaves a candidate undecided for this reason, whatever its checks say.
   *
   * @param reason empty to change nothing
   */
  CheckedCandidate unless(Optional<String> reason) {
    return reason.map(this::withheld).orElse(this);
  }

  /**
   * Leaves a candidate undecided that scorers without a topic would be asked about.
   *
   * @param hasTopic whether the scorers' pool of this name has a topic
   */
  CheckedCandidate scorable(Judge judge, Predicate<String> hasTopic) {
    return scorers(judge).stream().allMatch(scorer -> hasTopic.test(scorer.getPool()))
        ? this
        : withheld(Reason.NO_SCORER_POOL);
  }

  /** Returns the scorers to ask; empty when the checks decide. */
  List<Scorer> scorers(Judge judge) {
    return judge.asked(candidate, checked);
  }

  private CheckedCandidate withheld(String reason) {
    return new CheckedCandidate(candidate, checked.withheld(reason));
  }
}
