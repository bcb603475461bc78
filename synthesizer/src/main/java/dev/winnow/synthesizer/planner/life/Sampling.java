package dev.winnow.synthesizer.planner.life;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.PromptState;
import dev.winnow.synthesizer.planner.difficulty.Cell;
import dev.winnow.synthesizer.planner.strategy.Counts;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A prompt that is being sampled, in rounds. Between rounds every candidate ordered has its
 * verdict.
 *
 * @param judged indices that have their verdict
 * @param tally those verdicts by outcome
 * @param tokens generated for the judged candidates in all
 * @param learned what the allocator last learned from this prompt; {@link Cell#NONE} if nothing yet
 * @param round rounds ordered so far
 * @param ordered candidates ordered so far: indices 0 to {@code ordered - 1}
 * @param sampledInRound candidates of the current round that could be sampled, judged or not
 * @param attempt how often the current round's missing candidates were ordered again
 * @param heardAt when the current round was ordered, or last had a verdict, in epoch milliseconds
 */
public record Sampling(
    String contentHash,
    long startedAt,
    BitSet judged,
    Tally tally,
    long tokens,
    Cell learned,
    int round,
    int ordered,
    int sampledInRound,
    int attempt,
    long heardAt)
    implements PromptLife {

  /** A run of candidate indices. */
  public record Run(int first, int count) {}

  static Sampling first(String contentHash, long startedAt) {
    return new Sampling(
        contentHash, startedAt, new BitSet(), Tally.NONE, 0, Cell.NONE, 0, 0, 0, 0, startedAt);
  }

  @Override
  public PromptState state() {
    return PromptState.SAMPLING;
  }

  /** Whether this index was ordered and has no verdict yet: only such a verdict counts. */
  public boolean awaits(int index) {
    return index >= 0 && index < ordered && !judged.get(index);
  }

  /** The verdict on a candidate of this many tokens that is {@linkplain #awaits awaited}. */
  public Sampling judge(int index, Outcome outcome, int length, boolean sampled, long now) {
    BitSet marked = (BitSet) judged.clone();
    marked.set(index);
    return new Sampling(
        contentHash,
        startedAt,
        marked,
        tally.plus(outcome),
        tokens + length,
        learned,
        round,
        ordered,
        sampledInRound + (sampled ? 1 : 0),
        attempt,
        now);
  }

  /** Whether every candidate ordered has its verdict. */
  public boolean isRoundIn() {
    return judged.cardinality() == ordered;
  }

  /** What a strategy knows of it. */
  public Counts counts() {
    return new Counts(ordered, tally.accepted(), tally.judged(), tokens);
  }

  /** The allocator has learned from it as it stands. */
  public Sampling learn() {
    return new Sampling(
        contentHash,
        startedAt,
        judged,
        tally,
        tokens,
        counts().cell(),
        round,
        ordered,
        sampledInRound,
        attempt,
        heardAt);
  }

  /** Another round of this many. */
  public Sampling order(int candidates, long now) {
    return new Sampling(
        contentHash,
        startedAt,
        judged,
        tally,
        tokens,
        learned,
        round + 1,
        ordered + candidates,
        0,
        0,
        now);
  }

  /** The missing candidates of the round are ordered once more. */
  public Sampling orderAgain(long now) {
    return new Sampling(
        contentHash,
        startedAt,
        judged,
        tally,
        tokens,
        learned,
        round,
        ordered,
        sampledInRound,
        attempt + 1,
        now);
  }

  /** Candidates without a verdict, as runs of neighbouring indices. */
  public List<Run> missing() {
    List<Run> runs = new ArrayList<>();
    int first = judged.nextClearBit(0);
    while (first < ordered) {
      int next = judged.nextSetBit(first);
      int end = next < 0 ? ordered : Math.min(next, ordered);
      runs.add(new Run(first, end - first));
      first = judged.nextClearBit(end);
    }
    return runs;
  }

  /** Nothing more is ordered. */
  public Ended end(PromptState state) {
    return new Ended(contentHash, startedAt, state, ordered, tally);
  }
}
