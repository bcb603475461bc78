package dev.winnow.worker;

import dev.winnow.runtime.RepeatedWork;
import dev.winnow.schemas.SamplingModel;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Swaps the model of a worker when its directory, or the link to it, changes.
 *
 * <ol>
 *   <li>The directory is looked at every second. A change counts when it stays for a look, because
 *       files are not written at once.
 *   <li>The new model is loaded beside the old one, which samples meanwhile; for a moment both are
 *       in memory. If the directory has changed again by then, what was loaded is dropped.
 *   <li>New requests get the new model; what runs finishes with the old one.
 * </ol>
 *
 * A model that does not load leaves the old one in its place. It is tried again when the directory
 * changes, and after some minutes.
 */
final class ModelSwap implements RepeatedWork.Work {
  private static final Logger LOG = LoggerFactory.getLogger(ModelSwap.class);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration RETRY_AFTER = Duration.ofMinutes(5);

  private final EngineSource source;
  private final Path model;
  private final CurrentEngine engine;
  private final SwapMeter meter;
  private final InstantSource clock;
  private Optional<ModelFilesState> loaded;
  private Optional<ModelFilesState> seen;
  private Optional<ModelFilesState> failed = Optional.empty();
  private Instant failedAt = Instant.MIN;

  /**
   * @param loaded what was there when the current engine was opened
   */
  ModelSwap(
      EngineSource source,
      Path model,
      Optional<ModelFilesState> loaded,
      CurrentEngine engine,
      SwapMeter meter,
      InstantSource clock) {
    this.source = source;
    this.model = model;
    this.loaded = loaded;
    this.seen = loaded;
    this.engine = engine;
    this.meter = meter;
    this.clock = clock;
  }

  @Override
  public void turn() {
    look();
    LockSupport.parkNanos(LOOK_EVERY.toNanos());
  }

  /** Looks once, and swaps if the model is another one. */
  void look() {
    Optional<ModelFilesState> now = state();
    if (now.equals(loaded)) {
      // The directory has the model that samples, so an earlier failure no longer matters.
      failed = Optional.empty();
      meter.fine();
    } else if (now.isEmpty()) {
      fail(now, "%s does not exist".formatted(model));
    } else if (now.equals(seen) && !isFailed(now)) {
      swap(now);
    }
    seen = now;
  }

  private boolean isFailed(Optional<ModelFilesState> now) {
    return now.equals(failed) && clock.instant().isBefore(failedAt.plus(RETRY_AFTER));
  }

  private void swap(Optional<ModelFilesState> now) {
    Engine next;
    try {
      next = source.get();
    } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
      fail(now, String.valueOf(e.getMessage()));
      return;
    }
    if (!state().equals(now)) {
      // Its files changed while they were read; the next look finds what they are then.
      next.close();
      return;
    }
    String before = named(engine.now());
    engine.replace(next);
    loaded = now;
    failed = Optional.empty();
    meter.swapped();
    LOG.info("event=model-swapped model='{}' before='{}'", named(next), before);
  }

  private void fail(Optional<ModelFilesState> now, String reason) {
    if (!now.equals(failed) || !meter.isFailing()) {
      LOG.warn(
          "event=model-not-swapped effect='model {} goes on' directory={} reason='{}'",
          named(engine.now()),
          model,
          reason);
      meter.failed(
          "the new model in %s does not load, and %s goes on: %s"
              .formatted(model, named(engine.now()), reason));
    }
    failed = now;
    failedAt = clock.instant();
  }

  private Optional<ModelFilesState> state() {
    return stateOf(model);
  }

  /** Returns what is there; empty if nothing is. */
  static Optional<ModelFilesState> stateOf(Path model) {
    try {
      return Optional.of(ModelFilesState.of(model));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String named(Engine engine) {
    return new SamplingModel(engine.model(), engine.modelVersion()).toString();
  }

  @Override
  public void finish() {
    // A model that is being loaded is closed with the current engine.
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
