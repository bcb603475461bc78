package dev.winnow.ops.bench.planner;

import dev.winnow.ops.terminal.ProgressBars;
import me.tongfei.progressbar.ProgressBar;

/** Shows how far the benchmark is. */
final class BenchProgress implements AutoCloseable {
  private static final int PER_RUN = 100;

  private final ProgressBar bar;
  private int number = -1;

  /** Creates the progress of this number of runs, all kinds together. */
  BenchProgress(int runs) {
    this.bar =
        ProgressBars.of("bench planner", (long) runs * PER_RUN).setUnit(" runs", PER_RUN).build();
  }

  /** Shows that the next run begins; returns its number, counted from 0. */
  int begin(String what) {
    number++;
    bar.setExtraMessage(what);
    at(0);
    return number;
  }

  /** Shows that the last run is done. */
  void end() {
    bar.setExtraMessage("");
    at(1);
  }

  /** Shows how much of the current run is done, 0 to 1. */
  void at(double share) {
    bar.stepTo(number * PER_RUN + Math.round(share * PER_RUN));
  }

  @Override
  public void close() {
    bar.close();
  }
}
