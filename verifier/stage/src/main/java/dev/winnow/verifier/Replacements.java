package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.PendingCandidate;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.Verdict;
import dev.winnow.verifier.recipe.Judgement;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges candidates again that have a verdict, by the verification that they carry.
 *
 * <ol>
 *   <li>Drops a candidate whose verdict was replaced already, or is being replaced.
 *   <li>Runs the checks and orders the scores, as for any candidate.
 *   <li>Writes a verdict and a row that name the verdict that they replace.
 * </ol>
 *
 * Nothing else that the verifier knows of the prompt is read or changed: neither which candidates
 * have a verdict, nor which responses came, nor what is held for a round. So the order in which
 * candidates are judged again does not matter, and the planner may have forgotten the prompt. Of
 * identical responses the one that came first is judged, which its row says; the later ones are not
 * accepted beside it.
 */
final class Replacements {
  private static final Logger LOG = LoggerFactory.getLogger(Replacements.class);

  private final Judge judge;
  private final JudgedRevisions revisions;
  private final Scoring scoring;
  private final VerifierOutput output;
  private final Predicate<String> hasTopic;

  /**
   * @param hasTopic whether the scorers' pool of this name has a topic
   */
  Replacements(
      Judge judge,
      JudgedRevisions revisions,
      Scoring scoring,
      VerifierOutput output,
      Predicate<String> hasTopic) {
    this.judge = judge;
    this.revisions = revisions;
    this.scoring = scoring;
    this.output = output;
    this.hasTopic = hasTopic;
  }

  /**
   * Takes a candidate that keeps to the rules and names the verdict to replace.
   *
   * @param bytes length of its record
   */
  void onCandidate(Candidate candidate, int bytes) {
    String promptId = candidate.getPrompt().getId();
    int revision = Revision.of(candidate.getReplaces());
    if (revisions.has(promptId, candidate.getIndex(), revision)
        || scoring.isPending(promptId, candidate.getIndex(), revision)) {
      LOG.debug(
          "prompt={} candidate={} revision={} event=repeated-judgement-dropped",
          promptId,
          candidate.getIndex(),
          revision);
      return;
    }
    CheckedCandidate checked =
        once(CheckedCandidate.of(judge, candidate, bytes)).scorable(judge, hasTopic);
    List<Scorer> scorers = checked.scorers(judge);
    if (scorers.isEmpty()) {
      settle(checked.candidate(), checked.checked().judgement());
    } else {
      scoring.start(checked, scorers, replaced(candidate).getIdenticalBefore());
    }
  }

  /** Takes a candidate whose scorers have all answered or failed. */
  void settle(PendingCandidate pending) {
    settle(pending.getCandidate(), judge.decide(pending));
  }

  /** Forgets what no candidate on the topic can refer to any more. */
  void onTick() {
    revisions.forget(output.now());
  }

  /** Accepts each response once, as when the candidates were judged for the first time. */
  static CheckedCandidate once(CheckedCandidate checked) {
    return checked.once(replaced(checked.candidate()).getIdenticalBefore() > 0);
  }

  private void settle(Candidate candidate, Judgement judgement) {
    ReplacedVerdict replaced = replaced(candidate);
    int identicalBefore = replaced.getIdenticalBefore();
    Verdict verdict = Rows.verdict(candidate, judgement, identicalBefore, output.now());
    revisions.put(
        verdict.getPromptId(),
        verdict.getIndex(),
        Revision.of(candidate.getReplaces()),
        output.now());
    output.write(verdict);
    output.write(Rows.sample(candidate, judgement, verdict, identicalBefore, Optional.empty()));
  }

  private static ReplacedVerdict replaced(Candidate candidate) {
    return candidate.getReplaces().orElseThrow();
  }
}
