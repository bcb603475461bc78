package dev.winnow.ops.console;

import dev.winnow.ops.status.StreamStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the console knows at one moment. Immutable.
 *
 * @param at the moment, ISO 8601 in UTC
 * @param reading how far the topics have been read: counts before the end are too low
 * @param problem why what is shown may be out of date, and how to fix it; null when it is not
 * @param records records read since the console started, without those that it had kept
 * @param status what the stream does; null while it is not known
 * @param toGo when each recipe's prompts will have ended
 * @param reasons verdicts on the topic by outcome and reason, the most frequent first
 * @param costs what sampling has cost, of the recipes whose pool has a known price
 * @param history rates of the last minutes, the oldest first
 */
record Overview(
    String at,
    Reading reading,
    @Nullable String problem,
    long records,
    @Nullable StreamStatus status,
    List<TimeToGo.Estimate> toGo,
    List<ReasonCounts.Count> reasons,
    List<RecipeCost> costs,
    List<RateHistory.Point> history) {
  /** How far the topics have been read. */
  enum Reading {
    /** No topic is open. */
    NOTHING,
    /** The beginning has been read. */
    BEGINNING,
    /** What was there at the start has been read. */
    ALL
  }

  Overview {
    toGo = List.copyOf(toGo);
    reasons = List.copyOf(reasons);
    costs = List.copyOf(costs);
    history = List.copyOf(history);
  }

  static Overview unknown(String at, String problem) {
    return new Overview(
        at, Reading.NOTHING, problem, 0, null, List.of(), List.of(), List.of(), List.of());
  }
}
