package dev.winnow.verifier.recipe;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RoundVote;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Reason;
import java.util.List;
import java.util.Optional;

/**
 * What the checks say of a candidate.
 *
 * @param verifier names and versions of the checks that judged, joined by {@code +}; {@code none}
 *     where none did
 * @param isScorable whether there is a response that scorers can be asked about
 * @param awaitsRound whether a check asks for what the candidate's round settles on
 * @param vote of a round, by which a check judged or could not judge; empty where none asks for it
 */
public record Checked(
    Finding finding,
    String verifier,
    boolean isScorable,
    boolean awaitsRound,
    Optional<RoundVote> vote) {
  /** No check was asked. */
  public static final String NO_VERIFIER = "none";

  /** Creates the result of a candidate that is not judged by a vote. */
  public Checked(Finding finding, String verifier, boolean isScorable) {
    this(finding, verifier, isScorable, false, Optional.empty());
  }

  /** Returns the result of a candidate without a response that could be judged. */
  public static Checked unseen(String reason, String verifier) {
    return new Checked(Finding.undecided(reason), verifier, false);
  }

  /** Returns the result of a candidate that a check can judge only by what its round settles on. */
  public static Checked awaitingRound(String verifier) {
    return new Checked(Finding.undecided(Reason.NO_ROUND), verifier, false, true, Optional.empty());
  }

  /** Returns the same result with the vote that it was judged by. */
  public Checked by(RoundVote decided) {
    return new Checked(finding, verifier, isScorable, false, Optional.of(decided));
  }

  /** Returns whether the checks accept the candidate. */
  public boolean isAccepted() {
    return finding.outcome() == Outcome.ACCEPTED;
  }

  /** Returns the same result, undecided for another reason. */
  public Checked withheld(String reason) {
    return new Checked(finding.withheld(reason), verifier, false, false, vote);
  }

  /** Returns the judgement of a candidate that is not scored. */
  public Judgement judgement() {
    return new Judgement(
        finding, verifier, new ScoreSummary(finding.scores(), Optional.empty(), List.of()), vote);
  }
}
