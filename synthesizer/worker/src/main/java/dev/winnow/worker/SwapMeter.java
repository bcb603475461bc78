package dev.winnow.worker;

import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.WorkerMetric;
import dev.winnow.schemas.text.SafeText;
import java.util.Optional;

/** Counts the swaps of one worker's model, and knows why the last one failed. Thread-safe. */
final class SwapMeter {
  private static final String SWAPPED = "swapped";
  private static final String FAILED = "failed";

  private final String pool;
  private final LabelledCounter swaps;
  private volatile Optional<String> problem = Optional.empty();

  SwapMeter(StageMetrics metrics, String pool) {
    this.pool = pool;
    this.swaps = metrics.counter(WorkerMetric.MODEL_SWAPS_TOTAL);
    swaps.add(0, pool, SWAPPED);
    swaps.add(0, pool, FAILED);
  }

  void swapped() {
    problem = Optional.empty();
    swaps.increment(pool, SWAPPED);
  }

  void failed(String reason) {
    problem = Optional.of(SafeText.line(reason));
    swaps.increment(pool, FAILED);
  }

  /** Records that the model that samples is the one that is wanted. */
  void fine() {
    problem = Optional.empty();
  }

  boolean isFailing() {
    return problem.isPresent();
  }

  /** Returns why the model that is wanted does not sample; empty if it does. */
  Optional<String> problem() {
    return problem;
  }
}
