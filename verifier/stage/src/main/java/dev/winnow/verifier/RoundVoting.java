package dev.winnow.verifier;

import dev.winnow.runtime.trace.CurrentSpan;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.RoundVote;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.verifier.HeldCandidates.Held;
import dev.winnow.verifier.check.Consensus;
import dev.winnow.verifier.check.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges candidates by what the answers of their prompt's first round settle on.
 *
 * <ol>
 *   <li>A candidate is held, and the planner is told that it is sampled.
 *   <li>The round is in when each of its indices is held, waits for its scores, or has its verdict.
 *       A lost candidate becomes a failed one of the planner's, so a round is not open for ever.
 *   <li>The answers are counted in the order of their indices, and the vote is stored.
 *   <li>The held candidates are judged by it, in the same order, so that nothing depends on the
 *       order in which they arrived.
 *   <li>The candidates of later rounds are judged by the same vote as they arrive. After a round
 *       with too few answers, the next round is held and counted in its place.
 * </ol>
 *
 * Streams commits stores, input and output in one transaction, so a round is judged once. One
 * candidate and the answers are in memory, not the round.
 */
final class RoundVoting {
  private static final Logger LOG = LoggerFactory.getLogger(RoundVoting.class);

  private final Judge judge;
  private final JudgedCandidates judged;
  private final HeldCandidates held;
  private final RoundVotes votes;
  private final Scoring scoring;
  private final VerifierOutput output;
  private final Next next;

  /** Continues with a candidate that its checks have judged. */
  @FunctionalInterface
  interface Next {
    void take(JudgedIndices before, CheckedCandidate checked);
  }

  RoundVoting(
      Judge judge,
      JudgedCandidates judged,
      RoundStores stores,
      Scoring scoring,
      VerifierOutput output,
      Next next) {
    this.judge = judge;
    this.judged = judged;
    this.held = stores.held();
    this.votes = stores.votes();
    this.scoring = scoring;
    this.output = output;
    this.next = next;
  }

  /**
   * Takes a candidate that one of its checks can judge only by a round.
   *
   * @param record the value of its record
   */
  void onCandidate(JudgedIndices before, CheckedCandidate taken, byte[] record) {
    Candidate candidate = taken.candidate();
    String promptId = candidate.getPrompt().getId();
    Optional<RoundVote> vote = votes.of(promptId);
    if (vote.isPresent()) {
      next.take(before, CheckedCandidate.of(judge, candidate, record.length, vote));
    } else if (RoundSpan.of(candidate).isEmpty()) {
      // An older planner does not say how large its rounds are.
      next.take(before, taken);
    } else {
      held.put(candidate, record, output.span().now().header());
      judged.hold(before, promptId, candidate.getIndex());
      output.write(new ScoringStarted(promptId, candidate.getIndex()));
    }
  }

  /**
   * Judges the candidates that are held of a prompt, if this one, the latest, completes a round.
   */
  void complete(Candidate latest) {
    String promptId = latest.getPrompt().getId();
    JudgedIndices known = judged.of(promptId);
    if (!known.isHolding()) {
      return;
    }
    RoundSpan.of(latest)
        .or(() -> RoundSpan.of(held.get(promptId, known.held().nextSetBit(0)).candidate()))
        .filter(round -> isIn(promptId, known, round))
        .ifPresent(round -> decide(promptId, known, round));
  }

  /** Leaves the candidates of a prompt that is forgotten undecided, so that each has its row. */
  void forget(String promptId) {
    JudgedIndices known = judged.of(promptId);
    if (known.isHolding()) {
      Candidate first = held.get(promptId, known.held().nextSetBit(0)).candidate();
      RoundSpan round = new RoundSpan(first.getRound(), first.getRoundFirstIndex(), 0);
      judgeHeld(promptId, known, vote(round, Consensus.none(Reason.ROUND_INCOMPLETE)));
    }
    votes.forget(promptId);
  }

  private boolean isIn(String promptId, JudgedIndices known, RoundSpan round) {
    int missing = known.nextMissing(round.first());
    while (missing < round.end() && scoring.isPending(promptId, missing, Revision.FIRST)) {
      missing = known.nextMissing(missing + 1);
    }
    return missing >= round.end();
  }

  private void decide(String promptId, JudgedIndices known, RoundSpan round) {
    RoundVote vote = count(promptId, known, round);
    if (vote.getReason().filter(Reason.TOO_FEW_ANSWERS::equals).isEmpty()) {
      votes.put(promptId, vote);
    }
    LOG.debug(
        "prompt={} round={} answers={} agreeing={} event=round-settled",
        promptId,
        round.number(),
        vote.getAnswers(),
        vote.getAgreeing());
    judgeHeld(promptId, known, vote);
  }

  private RoundVote count(String promptId, JudgedIndices known, RoundSpan round) {
    List<String> answers = new ArrayList<>();
    Optional<Candidate> first = Optional.empty();
    for (int i = next(known, round.first()); i < round.end(); i = next(known, i + 1)) {
      Candidate candidate = held.get(promptId, i).candidate();
      first = first.or(() -> Optional.of(candidate));
      judge.vote(candidate).ifPresent(answers::add);
    }
    // If the round has no held candidate, there is nothing to count.
    return vote(
        round,
        first
            .flatMap(candidate -> judge.settle(candidate, answers))
            .orElse(Consensus.none(Reason.TOO_FEW_ANSWERS)));
  }

  private static RoundVote vote(RoundSpan round, Consensus consensus) {
    return RoundVote.newBuilder()
        .setAnswer(consensus.answer().orElse(null))
        .setShare(consensus.share())
        .setAgreeing(consensus.agreeing())
        .setAnswers(consensus.answers())
        .setRound(round.number())
        .setCandidates(round.size())
        .setReason(consensus.reason().orElse(null))
        .build();
  }

  private static int next(JudgedIndices known, int from) {
    int index = known.held().nextSetBit(from);
    return index < 0 ? Integer.MAX_VALUE : index;
  }

  private void judgeHeld(String promptId, JudgedIndices known, RoundVote vote) {
    for (int i = known.held().nextSetBit(0); i >= 0; i = known.held().nextSetBit(i + 1)) {
      Held one = held.get(promptId, i);
      held.remove(promptId, i);
      JudgedIndices before = judged.release(promptId, i);
      try (CurrentSpan unused = output.span().open(one.trace(), "verdict")) {
        next.take(
            before, CheckedCandidate.of(judge, one.candidate(), one.bytes(), Optional.of(vote)));
      }
    }
  }
}
