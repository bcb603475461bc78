package dev.winnow.worker.engine;

import dev.winnow.schemas.SamplingRequest;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Samples candidates for requests. Implementations are thread-safe: the worker calls {@link
 * #sample} from several threads at once.
 */
public interface Engine extends AutoCloseable {
  /**
   * Samples every candidate of the request and hands each to {@code completions} as soon as it is
   * finished, in any order, each index once, one at a time; returns when all are done. While
   * nothing can be sampled for a reason that may pass, it waits: {@link #status} says for what.
   *
   * @throws TransientSamplingException if the request may succeed elsewhere or later
   * @throws PermanentSamplingException if it never will, such as a prompt longer than the context
   * @throws InterruptedException if the calling thread is interrupted; what was not finished is
   *     abandoned
   */
  void sample(SamplingRequest request, Consumer<Completion> completions)
      throws SamplingException, InterruptedException;

  /** How many requests are worth sampling at once, at least 1. */
  int concurrency();

  /** Name of the model, as it is written on every candidate. */
  String model();

  /** False once the engine can sample nothing any more, so that its process should end. */
  default boolean healthy() {
    return true;
  }

  /** Whether it can sample at present. Cheap: asked several times a second. */
  default EngineStatus status() {
    return EngineStatus.ready(Instant.EPOCH);
  }

  /**
   * Whether it has a use for another request now: false while those that it has wait for its
   * server.
   */
  default boolean wantsMore() {
    return true;
  }

  /** Frees what the engine holds; requests being sampled fail as transient. Safe to call twice. */
  @Override
  void close();
}
