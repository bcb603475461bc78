package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PendingCandidate;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.Scorer;
import dev.winnow.verifier.check.Consensus;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.recipe.Checked;
import dev.winnow.verifier.recipe.CompiledVerification;
import dev.winnow.verifier.recipe.CompiledVerifications;
import dev.winnow.verifier.recipe.Judgement;
import dev.winnow.verifier.recipe.ScoreSummary;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges candidates by the verification that they carry. Not thread-safe: one for each task.
 *
 * <p>A candidate that is not an answer (see {@link Response}) or is too long is undecided without
 * being passed to a check or a scorer.
 */
final class Judge {
  private static final Logger LOG = LoggerFactory.getLogger(Judge.class);

  private static final int MAX_COMPILED = 256;

  private final int maxResponseChars;
  private final CompiledVerifications compiled =
      new CompiledVerifications(
          MAX_COMPILED,
          why -> LOG.warn("candidates cannot be judged, correct their recipe: {}", why));

  Judge(int maxResponseChars) {
    this.maxResponseChars = maxResponseChars;
  }

  /** Runs the candidate's checks, those of single candidates. */
  Checked check(Candidate candidate) {
    return check(candidate, Optional.empty());
  }

  /**
   * Runs the candidate's checks.
   *
   * @param vote what its round settled on; empty where it is not known
   */
  Checked check(Candidate candidate, Optional<RoundVote> vote) {
    Response response = Response.of(candidate);
    Optional<CompiledVerification> verification = compiled.of(candidate.getVerification());
    String versions = verification.map(CompiledVerification::versions).orElse(Checked.NO_VERIFIER);
    if (vote.isEmpty() && verification.filter(CompiledVerification::needsRound).isPresent()) {
      return Checked.awaitingRound(versions);
    }
    Optional<String> unseen = unseen(response);
    Checked checked =
        unseen.isPresent()
            ? Checked.unseen(unseen.get(), versions)
            : verification
                .map(usable -> usable.check(candidate.getPrompt(), response.text(), vote))
                .orElseGet(() -> Checked.unseen(Reason.BAD_CHECK, Checked.NO_VERIFIER));
    return vote.map(checked::by).orElse(checked);
  }

  /** Returns the answer of a candidate that is counted with those of its round. */
  Optional<String> vote(Candidate candidate) {
    Response response = Response.of(candidate);
    return unseen(response).isPresent()
        ? Optional.empty()
        : compiled
            .of(candidate.getVerification())
            .flatMap(usable -> usable.vote(candidate.getPrompt(), response.text()));
  }

  /**
   * Returns what the answers of a round settle on; empty when this verification cannot be used.
   *
   * @param candidate one of the round
   */
  Optional<Consensus> settle(Candidate candidate, List<String> answers) {
    return compiled.of(candidate.getVerification()).flatMap(usable -> usable.settle(answers));
  }

  /** Returns the result of checking a response that fits into no row. */
  static Checked tooLong() {
    return Checked.unseen(Reason.TOO_LONG, Checked.NO_VERIFIER);
  }

  /** Returns the scorers to ask about a candidate; empty when the checks decide. */
  List<Scorer> asked(Candidate candidate, Checked checked) {
    // Most recipes have none, and to find a compiled verification takes a hash of all its fields.
    return candidate.getVerification().getScorers().isEmpty()
        ? List.of()
        : compiled
            .of(candidate.getVerification())
            .map(usable -> usable.asked(checked))
            .orElse(List.of());
  }

  /** Decides about a candidate of which every scorer that was asked has answered. */
  Judgement decide(PendingCandidate pending) {
    Checked checked = checked(pending);
    return compiled
        .of(pending.getCandidate().getVerification())
        .map(usable -> usable.decide(checked, pending.getScores()))
        .orElseGet(
            () ->
                new Judgement(
                    Finding.undecided(Reason.BAD_CHECK),
                    Checked.NO_VERIFIER,
                    ScoreSummary.NONE,
                    checked.vote()));
  }

  /** Returns what the checks said of a candidate that waits. */
  static Checked checked(PendingCandidate pending) {
    Outcome outcome = pending.getOutcome();
    Finding finding =
        new Finding(
            outcome, pending.getReason(), pending.getExtractedAnswer(), pending.getCheckScores());
    return new Checked(finding, pending.getVerifier(), true, false, pending.getRoundVote());
  }

  /** Returns why a response must not be passed to a check. */
  private Optional<String> unseen(Response response) {
    return response
        .missing()
        .or(
            () ->
                response.text().length() > maxResponseChars
                    ? Optional.of(Reason.TOO_LONG)
                    : Optional.empty());
  }
}
