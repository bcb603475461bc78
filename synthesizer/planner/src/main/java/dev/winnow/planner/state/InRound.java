package dev.winnow.planner.state;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A round is ordered, and at least one of its candidates has no verdict yet. */
public record InRound(PromptAccount account, Round round) implements Resumable {
  /** A run of candidate indices. */
  public record Run(int first, int count) {}

  @Override
  public InRound wakingAt(long time) {
    return new InRound(account.wakingAt(time), round);
  }

  @Override
  public InRound telling(int condition) {
    return new InRound(account.telling(condition), round);
  }

  /** Candidates ordered that have no verdict yet. */
  public int outstanding() {
    return account.outstanding();
  }

  /** Candidates of the round. */
  public int size() {
    return ordered() - round.first();
  }

  /** Returns whether this index was ordered and has no verdict yet: only such a verdict counts. */
  public boolean awaits(int index) {
    return index >= 0 && index < ordered() && !account.verdicts().indices().get(index);
  }

  /**
   * Returns the state after a verdict on a candidate that is {@linkplain #awaits awaited}. With the
   * last one the prompt is ready for its next decision.
   */
  public Resumable judge(int index, VerdictSummary verdict, long now) {
    PromptAccount judged = account.judged(index, verdict);
    return judged.outstanding() == 0
        ? new Ready(judged)
        : attempting(judged, round.judged(index, verdict.allTokens(), now));
  }

  /** Returns whether this index was ordered and is not known to be sampled. */
  public boolean awaitsSampling(int index) {
    return awaits(index) && !round.scoring().get(index);
  }

  /**
   * Returns the state in which a candidate that {@linkplain #awaitsSampling awaits sampling} waits
   * for its scores.
   */
  public InRound scoring(int index, long now) {
    return attempting(account, round.sampled(index, now));
  }

  /** Candidates that are sampled and wait for their scores. */
  public int awaitingScores() {
    return round.scoring().cardinality();
  }

  /** Returns whether every candidate without a verdict waits for its scores. */
  public boolean isSampled() {
    return awaitingScores() == outstanding();
  }

  /** Returns the state after the missing candidates are ordered once more. */
  public InRound orderAgain(long now) {
    return attempting(account, round.again(now));
  }

  /** Returns the state after later rounds were answered while this one was silent. */
  public InRound overtaken() {
    return attempting(account, round.wasOvertaken());
  }

  @Override
  public InRound reopened(long now) {
    return attempting(account.forgiving(), round.reopened(now));
  }

  private static InRound attempting(PromptAccount account, Round round) {
    return new InRound(account, round);
  }

  /** Candidates that are not known to be sampled, as runs of neighbouring indices. */
  public List<Run> missing() {
    BitSet sampled = (BitSet) account.verdicts().indices().clone();
    sampled.or(round.scoring());
    List<Run> runs = new ArrayList<>();
    int first = sampled.nextClearBit(0);
    while (first < ordered()) {
      int next = sampled.nextSetBit(first);
      int end = next < 0 ? ordered() : Math.min(next, ordered());
      runs.add(new Run(first, end - first));
      first = sampled.nextClearBit(end);
    }
    return runs;
  }
}
