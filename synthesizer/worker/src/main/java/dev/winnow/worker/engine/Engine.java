package dev.winnow.worker.engine;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.runtime.share.EngineLoad;
import dev.winnow.schemas.SamplingRequest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Samples candidates for requests. Implementations are thread-safe: the worker calls {@link
 * #sample} from several threads at once.
 */
public interface Engine extends AutoCloseable {
  /**
   * Samples every candidate of the request and passes each to {@code completions} as soon as it is
   * finished, in any order, each index once, one at a time; returns when all are done. Waits while
   * nothing can be sampled for a temporary reason, which {@link #status} returns.
   *
   * @throws TransientSamplingException if the request may succeed elsewhere or later
   * @throws PermanentSamplingException if it never will, such as a prompt longer than the context
   * @throws InterruptedException if the calling thread is interrupted; unfinished candidates are
   *     abandoned
   */
  void sample(SamplingRequest request, Consumer<Completion> completions)
      throws SamplingException, InterruptedException;

  /** Returns how many requests are worth sampling at once, at least 1. */
  int concurrency();

  /** Returns the name of the model, which is written on every candidate. */
  String model();

  /**
   * Returns the version of the model, which is written on every candidate: the number of trainings
   * since its base, which is version 0. Empty where that is not known.
   */
  default Optional<Integer> modelVersion() {
    return Optional.empty();
  }

  /** Returns false once the engine cannot sample any more, so that its process should end. */
  default boolean healthy() {
    return true;
  }

  /**
   * Returns whether it can sample at present. Must be cheap: it is called several times a second.
   */
  default EngineStatus status() {
    return EngineStatus.ready(Instant.EPOCH);
  }

  /** Returns how busy it is. Must be cheap and must not block. */
  default EngineLoad load() {
    return EngineLoad.UNKNOWN;
  }

  /** Returns whether it wants another request now: false while its requests wait for its server. */
  default boolean wantsMore() {
    return true;
  }

  /**
   * Frees the engine's resources; requests being sampled fail as transient. May be called twice.
   */
  @Override
  void close();
}
