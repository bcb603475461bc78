package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.PendingCandidate;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.Scorer;
import dev.winnow.verifier.SeenResponses.Seen;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/**
 * Judges the candidates of one partition.
 *
 * <ol>
 *   <li>Repeats the verdict on a candidate whose id already has one, because the reader may never
 *       have seen it. The rest of the candidate is dropped.
 *   <li>Runs the checks. Where one judges by the whole round, the candidate waits for {@linkplain
 *       RoundVoting the others}. Where the recipe has scorers for the result, the candidate waits
 *       for its {@linkplain Scoring scores}; otherwise it is judged.
 *   <li>With its last score a waiting candidate is judged.
 *   <li>Forgets the prompt that the planner has forgotten.
 *   <li>Passes a candidate that names a verdict to replace to the {@link Replacements}.
 * </ol>
 *
 * Streams commits input, stores and outputs in one transaction, so each candidate id gets exactly
 * one row, and all its verdicts are the same.
 *
 * <p>A candidate that was sent before its prompt was ordered gets a row and a verdict like any
 * other; the planner does not wait for that. When the ordered one arrives, the verdict is repeated,
 * so the prompt continues; the audit reports the row as not ordered.
 */
final class Verifier {
  private final Judge judge;
  private final JudgedCandidates judged;
  private final SeenResponses seenResponses;
  private final NewestModels newestModels;
  private final Scoring scoring;
  private final RoundVoting voting;
  private final Replacements replacements;
  private final Runnable refresh;
  private final Predicate<String> hasTopic;

  /**
   * @param hasTopic whether the scorers' pool of this name has a topic
   */
  Verifier(Judge judge, VerifierStores stores, VerifierOutput output, Predicate<String> hasTopic) {
    this.judge = judge;
    this.judged = stores.judged();
    this.seenResponses = stores.seenResponses();
    this.newestModels = stores.newestModels();
    ScorerWatch watch = stores.watch();
    this.scoring = new Scoring(stores.pending(), judge, watch.activity(), output, this::settle);
    this.voting = new RoundVoting(judge, judged, stores.rounds(), scoring, output, this::take);
    this.replacements = new Replacements(judge, stores.revisions(), scoring, output, hasTopic);
    this.refresh = () -> watch.reports().refresh(output.now());
    this.hasTopic = hasTopic;
  }

  void onScore(Score score) {
    scoring.onScore(score);
  }

  void onTick() {
    refresh.run();
    scoring.onTick();
    replacements.onTick();
  }

  /**
   * Takes a candidate that keeps to the rules.
   *
   * @param record the value of its record
   */
  void onCandidate(Candidate candidate, byte[] record) {
    if (candidate.getReplaces().isPresent()) {
      replacements.onCandidate(candidate, record.length);
    } else {
      onNewCandidate(candidate, record);
    }
  }

  private void onNewCandidate(Candidate candidate, byte[] record) {
    String promptId = candidate.getPrompt().getId();
    int index = candidate.getIndex();
    JudgedIndices before = judged.of(promptId);
    if (before.has(index)) {
      judged.repeat(promptId, index);
    } else if (!before.holds(index)
        && (candidate.getVerification().getScorers().isEmpty()
            || !scoring.isPending(promptId, index, Revision.FIRST))) {
      takeFirst(before, candidate, record);
    }
  }

  private void takeFirst(JudgedIndices before, Candidate candidate, byte[] record) {
    CheckedCandidate taken = CheckedCandidate.of(judge, candidate, record.length);
    if (taken.checked().awaitsRound()) {
      voting.onCandidate(before, taken, record);
      voting.complete(candidate);
    } else {
      take(before, taken);
      if (before.isHolding()) {
        voting.complete(candidate);
      }
    }
  }

  /** Takes a candidate that its checks have judged for the first time. */
  private void take(JudgedIndices before, CheckedCandidate taken) {
    Candidate candidate = taken.candidate();
    Bytes response = SeenResponses.key(candidate.getPrompt().getId(), candidate.getResponse());
    boolean given = Response.isGiven(candidate);
    Seen seen = given ? seenResponses.of(response) : Seen.NEVER;
    Optional<String> aged = given ? newestModels.refusal(candidate) : Optional.empty();
    CheckedCandidate checked = taken.once(seen.accepted()).scorable(judge, hasTopic).unless(aged);
    List<Scorer> scorers = checked.scorers(judge);
    if (given) {
      // A candidate that will be scored counts as accepted here, so that no other with the same
      // response is accepted, whichever of their scores arrives first.
      seenResponses.put(response, seen.again(checked.checked().isAccepted()));
    }
    if (scorers.isEmpty()) {
      judged.settle(before, candidate, checked.checked().judgement(), seen.count());
    } else {
      scoring.start(checked, scorers, seen.count());
    }
  }

  private void settle(PendingCandidate pending) {
    Candidate candidate = pending.getCandidate();
    if (candidate.getReplaces().isPresent()) {
      replacements.settle(pending);
      return;
    }
    JudgedIndices before = judged.of(candidate.getPrompt().getId());
    judged.settle(before, candidate, judge.decide(pending), pending.getIdenticalBefore());
  }

  /**
   * Rows are held only for known prompts, and only legal ids are known. Candidates that are judged
   * again are not concerned.
   */
  void forget(String promptId) {
    if (judged.knows(promptId)) {
      voting.forget(promptId);
    }
    scoring.giveUp(promptId);
    if (judged.knows(promptId)) {
      judged.forget(promptId);
      seenResponses.forget(promptId);
    }
  }
}
