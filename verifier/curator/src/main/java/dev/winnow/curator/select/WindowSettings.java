package dev.winnow.curator.select;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How rows are selected over a window of prompts.
 *
 * @param prompts prompts after which a window closes, at least 1
 * @param share part of the window's distinct usable rows that is selected, above 0 and up to 1;
 *     empty to take a number
 * @param take number of rows that is selected; empty to take a share
 * @param maxAge age at which a window closes though it is not full
 */
public record WindowSettings(
    int prompts, Optional<Double> share, OptionalInt take, Duration maxAge) {

  /** Returns how many of this many rows are wanted: at least one, so that no window is lost. */
  int wanted(int rows) {
    return share
        .map(part -> Math.max(1, (int) Math.round(part * rows)))
        .orElseGet(take::orElseThrow);
  }
}
