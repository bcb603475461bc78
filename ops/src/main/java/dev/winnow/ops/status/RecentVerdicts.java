package dev.winnow.ops.status;

import dev.winnow.ops.status.StreamStatus.Rates;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Verdict;
import java.time.Duration;
import java.time.Instant;

/**
 * Verdicts by the second of their record, over the last minute. A verdict on a candidate that was
 * judged before counts as well. Not thread-safe.
 */
final class RecentVerdicts {
  static final Duration WINDOW = Duration.ofMinutes(1);

  private static final int SECONDS = (int) WINDOW.toSeconds();

  private final long[] second = new long[SECONDS];
  private final long[][] byOutcome = new long[SECONDS][Outcome.values().length];
  private final long[] tokens = new long[SECONDS];

  /** Takes a verdict whose record has this time, in milliseconds since the epoch. */
  void add(Verdict verdict, long timestamp) {
    long at = Math.floorDiv(timestamp, 1000L);
    int slot = (int) Math.floorMod(at, (long) SECONDS);
    if (at < second[slot]) {
      return;
    }
    if (at > second[slot]) {
      second[slot] = at;
      byOutcome[slot] = new long[Outcome.values().length];
      tokens[slot] = 0;
    }
    byOutcome[slot][verdict.getOutcome().ordinal()]++;
    tokens[slot] += verdict.getTokens();
  }

  /** Returns the rates of the minute that ends now. */
  Rates rates(Instant now) {
    long last = now.getEpochSecond();
    long[] outcomes = new long[Outcome.values().length];
    long generated = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (second[slot] > last - SECONDS) {
        for (int outcome = 0; outcome < outcomes.length; outcome++) {
          outcomes[outcome] += byOutcome[slot][outcome];
        }
        generated += tokens[slot];
      }
    }
    double seconds = SECONDS;
    long accepted = outcomes[Outcome.ACCEPTED.ordinal()];
    long rejected = outcomes[Outcome.REJECTED.ordinal()];
    long undecided = outcomes[Outcome.UNDECIDED.ordinal()];
    return new Rates(
        (accepted + rejected + undecided) / seconds,
        accepted / seconds,
        rejected / seconds,
        undecided / seconds,
        generated / seconds);
  }
}
