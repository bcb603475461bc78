package dev.winnow.worker;

import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.StageMetrics.Registration;
import dev.winnow.runtime.metrics.WorkerMetric;
import dev.winnow.runtime.share.WorkerMeter;
import dev.winnow.schemas.Candidate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;

/** Counts the candidates of one worker, and measures its engine. Thread-safe. */
final class CandidateMeter implements AutoCloseable {
  private static final String ROLE = "policy";

  private final String pool;
  private final WorkerMeter worker;
  private final LabelledCounter candidates;
  private final LongAdder inFlight = new LongAdder();
  private final LongAdder published = new LongAdder();
  private final List<Registration> registrations;

  /**
   * @param held returns the number of requests that the worker holds
   */
  CandidateMeter(
      StageMetrics metrics,
      String pool,
      WorkerMeter worker,
      CurrentEngine engine,
      IntSupplier held) {
    this.pool = pool;
    this.worker = worker;
    this.candidates = metrics.counter(WorkerMetric.CANDIDATES_TOTAL);
    String stage = SynthesizerStage.NAME;
    this.registrations =
        List.of(
            metrics.gauge(WorkerMetric.INFLIGHT_REQUESTS, held::getAsInt, stage, pool),
            metrics.gauge(WorkerMetric.INFLIGHT_CANDIDATES, inFlight::sum, pool),
            metrics.gauge(
                WorkerMetric.ENGINE_BATCH_FILL_RATIO, () -> engine.load().fill(), stage, pool),
            metrics.gauge(
                WorkerMetric.MODEL_VERSION,
                () -> engine.now().modelVersion().map(Double::valueOf).orElse(Double.NaN),
                pool),
            metrics.counterOf(
                WorkerMetric.ENGINE_TOKENS_TOTAL,
                () -> engine.load().generated().orElse(published.sum()),
                pool));
  }

  /** Counts candidates that are to be published. */
  void begun(int count) {
    inFlight.add(count);
  }

  /** Counts candidates that are published, or given up. */
  void ended(int count) {
    inFlight.add(-count);
  }

  void published(Candidate candidate) {
    String recipe = candidate.getPrompt().getRecipe();
    candidates.increment(recipe, pool, candidate.getFinishReason().name().toLowerCase(Locale.ROOT));
    worker.tokens(ROLE, recipe, 0, candidate.getTokens());
    published.add(candidate.getTokens());
  }

  @Override
  public void close() {
    registrations.forEach(Registration::close);
  }
}
