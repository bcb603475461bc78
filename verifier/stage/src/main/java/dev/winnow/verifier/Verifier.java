package dev.winnow.verifier;

import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PendingCandidate;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.Scorer;
import dev.winnow.verifier.SeenResponses.Seen;
import dev.winnow.verifier.check.Reason;
import dev.winnow.verifier.recipe.Checked;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;

/**
 * Judges the candidates of one partition.
 *
 * <ol>
 *   <li>Repeats the verdict on a candidate whose id already has one, because the reader may never
 *       have seen it. The rest of the candidate is dropped.
 *   <li>Runs the checks. Where the recipe has scorers for the result, the candidate waits for its
 *       {@linkplain Scoring scores}; otherwise it is judged.
 *   <li>With its last score a waiting candidate is judged.
 *   <li>Forgets the prompt that the planner has forgotten.
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
  private final Scoring scoring;
  private final Runnable refresh;
  private final Predicate<String> hasTopic;

  /**
   * @param watch condition of the scorers' pools
   * @param hasTopic whether the scorers' pool of this name has a topic
   */
  Verifier(
      Judge judge,
      JudgedCandidates judged,
      SeenResponses seenResponses,
      PendingCandidates pending,
      ScorerWatch watch,
      VerifierOutput output,
      Predicate<String> hasTopic) {
    this.judge = judge;
    this.judged = judged;
    this.seenResponses = seenResponses;
    this.scoring = new Scoring(pending, judge, watch.activity(), output, this::settle);
    this.refresh = () -> watch.reports().refresh(output.now());
    this.hasTopic = hasTopic;
  }

  void onScore(Score score) {
    scoring.onScore(score);
  }

  void onTick() {
    refresh.run();
    scoring.onTick();
  }

  /**
   * Takes a candidate that keeps to the rules.
   *
   * @param bytes length of its record
   */
  void onCandidate(Candidate candidate, int bytes) {
    String promptId = candidate.getPrompt().getId();
    int index = candidate.getIndex();
    JudgedIndices before = judged.of(promptId);
    if (before.has(index)) {
      judged.repeat(promptId, index);
    } else if (candidate.getVerification().getScorers().isEmpty()
        || !scoring.isPending(promptId, index)) {
      int excess = RowSize.excess(candidate, bytes);
      if (excess > 0) {
        take(before, RowSize.cut(candidate, excess), Judge.tooLong());
      } else {
        take(before, candidate, judge.check(candidate));
      }
    }
  }

  /** Takes a candidate that arrives for the first time. */
  private void take(JudgedIndices before, Candidate candidate, Checked alone) {
    Bytes response = SeenResponses.key(candidate.getPrompt().getId(), candidate.getResponse());
    boolean given = Response.isGiven(candidate);
    Seen seen = given ? seenResponses.of(response) : Seen.NEVER;
    Checked checked = withRepeats(candidate, alone, seen);
    List<Scorer> scorers = judge.asked(candidate, checked);
    if (scorers.stream().anyMatch(scorer -> !hasTopic.test(scorer.getPool()))) {
      checked = checked.withheld(Reason.NO_SCORER_POOL);
      scorers = List.of();
    }
    if (given) {
      // A candidate that will be scored counts as accepted here, so that no other with the same
      // response is accepted, whichever of their scores arrives first.
      boolean isAccepted = checked.finding().outcome() == Outcome.ACCEPTED;
      seenResponses.put(response, seen.again(isAccepted));
    }
    if (scorers.isEmpty()) {
      judged.settle(before, candidate, checked.judgement(), seen.count());
    } else {
      scoring.start(candidate, checked, scorers, seen.count());
    }
  }

  private void settle(PendingCandidate pending) {
    Candidate candidate = pending.getCandidate();
    JudgedIndices before = judged.of(candidate.getPrompt().getId());
    judged.settle(before, candidate, judge.decide(pending), pending.getIdenticalBefore());
  }

  /** Accepts each response once, unless the recipe allows repetitions. */
  private static Checked withRepeats(Candidate candidate, Checked alone, Seen seen) {
    boolean repeats =
        alone.finding().outcome() == Outcome.ACCEPTED
            && seen.accepted()
            && !candidate.getVerification().getAcceptIdentical();
    return repeats ? alone.withheld(Reason.IDENTICAL) : alone;
  }

  /** Rows are held only for known prompts, and only legal ids are known. */
  void forget(String promptId) {
    scoring.giveUp(promptId);
    if (judged.knows(promptId)) {
      judged.forget(promptId);
      seenResponses.forget(promptId);
    }
  }
}
