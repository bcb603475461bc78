package dev.winnow.planner.state;

import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.Selection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

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

  /** Whether this index was ordered and has no verdict yet: only such a verdict counts. */
  public boolean awaits(int index) {
    return index >= 0 && index < ordered() && !account.verdicts().indices().get(index);
  }

  /**
   * A verdict on a candidate that is {@linkplain #awaits awaited}. With the last one the prompt is
   * ready for its next decision.
   */
  public Resumable judge(int index, VerdictSummary verdict, long now) {
    PromptAccount judged = account.judged(index, verdict);
    return judged.outstanding() == 0
        ? new Ready(judged)
        : attempting(judged, round.heard(verdict.tokens(), now));
  }

  /** The candidates without a verdict are ordered once more. */
  public InRound orderAgain(long now) {
    return attempting(account, round.again(now));
  }

  /** Later rounds were answered while this one was silent. */
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

  /** How the surplus of the round is dealt with; empty where there can be none. */
  public Optional<Selection> selection() {
    int size = size();
    return switch (account.orders().wanted()) {
      case Wanted.Every every -> Optional.empty();
      case Wanted.Number number -> {
        int missing = Math.max(1, number.accepted() - round.acceptedBefore());
        yield size > missing
            ? Optional.of(new Selection(round.first(), size, missing, false))
            : Optional.empty();
      }
      case Wanted.InProportion part ->
          size > 1
              ? Optional.of(new Selection(round.first(), size, part.most(), true))
              : Optional.empty();
    };
  }

  /** Candidates without a verdict, as runs of neighbouring indices. */
  public List<Run> missing() {
    BitSet judged = account.verdicts().indices();
    List<Run> runs = new ArrayList<>();
    int first = judged.nextClearBit(0);
    while (first < ordered()) {
      int next = judged.nextSetBit(first);
      int end = next < 0 ? ordered() : Math.min(next, ordered());
      runs.add(new Run(first, end - first));
      first = judged.nextClearBit(end);
    }
    return runs;
  }
}
