package dev.winnow.planner.state;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.strategy.Counts;
import dev.winnow.planner.strategy.Decision.SampleMore;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Selection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A prompt that is being sampled, in rounds. Between rounds every candidate ordered has its
 * verdict, and the prompt waits for its turn or for what it has claimed out of a budget.
 *
 * @param learned where the allocator learned from it last; {@link Cell#NONE} if it did not
 * @param wanted as known when the latest round was ordered or claimed
 * @param ordered candidates ordered so far: indices 0 to {@code ordered - 1}
 * @param forgiven candidates of these that count for no cap any more: they could not be sampled,
 *     and the prompt was opened again
 * @param claimed candidates it has claimed, or holds a grant of, for the next round; 0 for none
 * @param round the latest
 * @param told what its progress says it waits for, as a number that the planner gives each
 *     condition of a pool; 0 for nothing
 */
public record ActivePrompt(
    Origin origin,
    long wakeAt,
    Verdicts verdicts,
    Cell learned,
    Wanted wanted,
    int ordered,
    int forgiven,
    int claimed,
    Round round,
    int told)
    implements PromptLife {

  /** A run of candidate indices. */
  public record Run(int first, int count) {}

  static ActivePrompt first(Origin origin, long wakeAt) {
    Round none = Round.none(origin.startedAt());
    return new ActivePrompt(
        origin, wakeAt, Verdicts.NONE, Cell.NONE, new Wanted.Every(), 0, 0, 0, none, 0);
  }

  @Override
  public String contentHash() {
    return origin.contentHash();
  }

  @Override
  public long startedAt() {
    return origin.startedAt();
  }

  /** Name of its recipe. */
  public String recipe() {
    return origin.recipe();
  }

  @Override
  public PromptState state() {
    return PromptState.SAMPLING;
  }

  @Override
  public Tally tally() {
    return verdicts.tally();
  }

  @Override
  public ActivePrompt wakingAt(long time) {
    return new ActivePrompt(
        origin, time, verdicts, learned, wanted, ordered, forgiven, claimed, round, told);
  }

  /** Whether this index was ordered and has no verdict yet: only such a verdict counts. */
  public boolean awaits(int index) {
    return index >= 0 && index < ordered && !verdicts.indices().get(index);
  }

  /** Candidates ordered that have no verdict yet. */
  public int outstanding() {
    return ordered - tally().judged();
  }

  /** Whether every candidate ordered has its verdict. */
  public boolean isRoundIn() {
    return outstanding() == 0;
  }

  /** Whether it waits for neither a verdict nor a quota grant, and can have its turn. */
  public boolean isReady() {
    return isRoundIn() && claimed == 0;
  }

  /** A verdict on a candidate that is {@linkplain #awaits awaited}. */
  public ActivePrompt judge(int index, VerdictSummary finding, long now) {
    Verdicts more = verdicts.plus(index, finding);
    Round heard = round.judged(now);
    return new ActivePrompt(
        origin, wakeAt, more, learned, wanted, ordered, forgiven, claimed, heard, told);
  }

  /** What a strategy knows of it: candidates that could not be sampled may be forgiven. */
  public Counts counts() {
    return new Counts(
        ordered - forgiven,
        tally().accepted(),
        tally().information(),
        verdicts.informationTokens(),
        wanted);
  }

  /** Whether every verdict that counts is on a candidate that could not be sampled. */
  public boolean isUnsampled() {
    return verdicts.unsampled() == tally().judged() && verdicts.unsampled() > forgiven;
  }

  /** Candidates that could not be sampled since the prompt was opened, or opened again. */
  public int unsampled() {
    return verdicts.unsampled() - forgiven;
  }

  /** Its progress says now that it waits for this, or for nothing if it is 0. */
  public ActivePrompt telling(int condition) {
    return new ActivePrompt(
        origin, wakeAt, verdicts, learned, wanted, ordered, forgiven, claimed, round, condition);
  }

  /**
   * It had failed and is opened again: what could not be sampled is forgiven, and what has no
   * verdict is ordered anew.
   */
  public ActivePrompt reopened(long now) {
    return new ActivePrompt(
        origin,
        wakeAt,
        verdicts,
        learned,
        wanted,
        ordered,
        verdicts.unsampled(),
        0,
        round.reopened(verdicts.tokens(), now),
        0);
  }

  /** The allocator has learned from it. */
  public ActivePrompt learned(Cell cell) {
    return new ActivePrompt(
        origin, wakeAt, verdicts, cell, wanted, ordered, forgiven, claimed, round, told);
  }

  /** What another round takes is claimed out of the recipe's budget. */
  public ActivePrompt quotaRequest(SampleMore more) {
    int candidates = more.candidates();
    return new ActivePrompt(
        origin,
        wakeAt,
        verdicts,
        learned,
        more.wanted(),
        ordered,
        forgiven,
        candidates,
        round,
        told);
  }

  /** Nothing is claimed any more. */
  public ActivePrompt unclaimed() {
    return new ActivePrompt(
        origin, wakeAt, verdicts, learned, wanted, ordered, forgiven, 0, round, told);
  }

  /** Another round; nothing is claimed any more. */
  public ActivePrompt order(SampleMore more, boolean granted, long now) {
    int accepted = tally().accepted();
    int number = round.number() + 1;
    Round next =
        new Round(number, ordered, accepted, verdicts.tokens(), granted, 0, now, now, false);
    int total = ordered + more.candidates();
    return new ActivePrompt(
        origin, wakeAt, verdicts, learned, more.wanted(), total, forgiven, 0, next, 0);
  }

  /** The missing candidates of the round are ordered once more. */
  public ActivePrompt orderAgain(long now) {
    return new ActivePrompt(
        origin,
        wakeAt,
        verdicts,
        learned,
        wanted,
        ordered,
        forgiven,
        claimed,
        round.again(now),
        told);
  }

  /** Later rounds were answered while the latest one was silent. */
  public ActivePrompt overtaken() {
    return new ActivePrompt(
        origin,
        wakeAt,
        verdicts,
        learned,
        wanted,
        ordered,
        forgiven,
        claimed,
        round.wasOvertaken(),
        told);
  }

  /** Candidates of the latest round. */
  public int roundSize() {
    return ordered - round.first();
  }

  /** Tokens generated for the judged candidates of the latest round. */
  public long roundTokens() {
    return verdicts.tokens() - round.tokensBefore();
  }

  /** How the surplus of the latest round is dealt with; empty where there can be none. */
  public Optional<Selection> selection() {
    return switch (wanted) {
      case Wanted.Every every -> Optional.empty();
      case Wanted.Number number -> {
        int missing = Math.max(1, number.accepted() - round.acceptedBefore());
        yield roundSize() > missing ? selection(missing, false) : Optional.empty();
      }
      case Wanted.InProportion part ->
          roundSize() > 1 ? selection(part.most(), true) : Optional.empty();
    };
  }

  private Optional<Selection> selection(int most, boolean inProportion) {
    return Optional.of(new Selection(round.first(), roundSize(), most, inProportion));
  }

  /** Candidates without a verdict, as runs of neighbouring indices. */
  public List<Run> missing() {
    BitSet judged = verdicts.indices();
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
    return new Ended(contentHash(), startedAt(), wakeAt, state, ordered, tally());
  }

  /** Nothing more is ordered, unless it is opened again. */
  public Failed fail() {
    return new Failed(unclaimed());
  }

  /** So many candidates are granted, but are not ordered until it has its turn. */
  public Suspended hold(int candidates, long now) {
    ActivePrompt holder =
        new ActivePrompt(
            origin,
            wakeAt,
            verdicts,
            learned,
            wanted,
            ordered,
            forgiven,
            candidates,
            round.grantedAt(now),
            told);
    return new Suspended(holder, PromptState.SAMPLING);
  }

  /** Nothing more is ordered until the recipe's budget allows it. */
  public Suspended suspend(PromptState state) {
    return new Suspended(unclaimed(), state);
  }
}
