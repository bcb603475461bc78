package dev.winnow.verifier.recipe;

import dev.winnow.schemas.Outcome;
import dev.winnow.verifier.check.Finding;
import java.util.List;
import java.util.Optional;

/**
 * What the checks say of a candidate.
 *
 * @param verifier names and versions of the checks that judged, joined by {@code +}; {@code none}
 *     where none did
 * @param isScorable whether there is a response that scorers can be asked about
 */
public record Checked(Finding finding, String verifier, boolean isScorable) {
  /** No check was asked. */
  public static final String NO_VERIFIER = "none";

  /** A candidate without a response that could be judged. */
  public static Checked unseen(String reason, String verifier) {
    return new Checked(Finding.undecided(reason), verifier, false);
  }

  /** Returns whether the checks accept the candidate. */
  public boolean isAccepted() {
    return finding.outcome() == Outcome.ACCEPTED;
  }

  /** The same, not accepted for another reason. */
  public Checked withheld(String reason) {
    return new Checked(finding.withheld(reason), verifier, false);
  }

  /** The judgement where nothing is scored. */
  public Judgement judgement() {
    return new Judgement(
        finding, verifier, new ScoreSummary(finding.scores(), Optional.empty(), List.of()));
  }
}
