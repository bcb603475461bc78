package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.Rates;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Runs of one kind, the first of which warms up. Not thread-safe. */
final class RunSeries {
  private final String kind;
  private final List<CompletedWork> runs = new ArrayList<>();

  RunSeries(String kind) {
    this.kind = kind;
  }

  void add(CompletedWork run) {
    runs.add(run);
  }

  String kind() {
    return kind;
  }

  /** Returns the rates of the runs after the one that warms up. */
  Rates rates(ToDoubleFunction<CompletedWork> rate) {
    return Rates.afterWarmUp(runs.stream().mapToDouble(rate).boxed().toList());
  }

  /**
   * Returns the last run. Only one is shown, because the runs of `adaptive` differ in their number
   * of verdicts.
   */
  CompletedWork last() {
    return runs.getLast();
  }
}
