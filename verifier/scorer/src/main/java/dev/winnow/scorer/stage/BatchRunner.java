package dev.winnow.scorer.stage;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.StageThread;
import dev.winnow.runtime.share.EngineLoad;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.TransientScoringException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores requests in batches, on as many threads as the engine scores batches at once. Thread-safe.
 *
 * @param <C> options of a scorer in a recipe
 */
final class BatchRunner<C extends Record> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchRunner.class);

  /** The texts that wait for a batch may use this part of the heap, at two bytes a character. */
  private static final int HEAP_SHARE = 16;

  private static final int BYTES_PER_CHAR = 2;

  private final ScorerEngine<C> engine;
  private final Class<C> options;
  private final LongSupplier nanos;
  private final BatchQueue queue;
  private final long maxChars;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<StageThread> threads = new ArrayList<>();
  private final AtomicInteger scoring = new AtomicInteger();
  private boolean closed;

  /**
   * @param options class of the options of a scorer in a recipe
   * @param nanos the time, in nanoseconds from any origin
   */
  BatchRunner(ScorerEngine<C> engine, Class<C> options, LongSupplier nanos) {
    this.engine = engine;
    this.options = options;
    this.nanos = nanos;
    this.queue = new BatchQueue(engine.limits());
    this.maxChars = Runtime.getRuntime().maxMemory() / HEAP_SHARE / BYTES_PER_CHAR;
  }

  void start() {
    for (int i = 0; i < Math.max(1, engine.concurrency()); i++) {
      threads.add(StageThread.startDaemon("scoring-" + i, this::run));
    }
  }

  /** Returns failed once a thread has died of an error, such as one of native code. */
  Health health() {
    return Health.worst(threads.stream().map(StageThread::health));
  }

  /** Returns how many of the batches that may be scored at once are being scored. */
  EngineLoad load() {
    return EngineLoad.ofPlaces(scoring.get(), Math.max(1, engine.concurrency()));
  }

  /** Returns whether the texts that wait leave room for others. */
  boolean hasRoom() {
    lock.lock();
    try {
      return queue.chars() < maxChars;
    } finally {
      lock.unlock();
    }
  }

  /** Adds a request to a batch; its result completes when the batch is scored. */
  void submit(WaitingRequest request) {
    lock.lock();
    try {
      if (closed) {
        request.result().completeExceptionally(closing());
        return;
      }
      queue.add(request, nanos.getAsLong());
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Forgets a request that is no longer ours, unless it is being scored already. */
  void cancel(WaitingRequest request) {
    request.result().cancel(false);
    lock.lock();
    try {
      queue.remove(request);
    } finally {
      lock.unlock();
    }
  }

  /** Lets no batch start; those being scored are interrupted. May be called twice. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    threads.forEach(StageThread::interrupt);
  }

  private void run() {
    try {
      for (Optional<List<WaitingRequest>> batch = next(); batch.isPresent(); batch = next()) {
        score(batch.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a batch; empty when this is closed. */
  private Optional<List<WaitingRequest>> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!closed) {
        Optional<List<WaitingRequest>> batch = queue.take(nanos.getAsLong());
        if (batch.isPresent()) {
          // What is left may be due as well, for another thread.
          changed.signal();
          return batch;
        }
        OptionalLong wait = queue.untilDue(nanos.getAsLong());
        if (wait.isPresent()) {
          long unused = changed.awaitNanos(wait.getAsLong());
        } else {
          changed.await();
        }
      }
      return Optional.empty();
    } finally {
      lock.unlock();
    }
  }

  /** Completes every result whatever happens, including errors of native code and of memory. */
  private void score(List<WaitingRequest> batch) throws InterruptedException {
    int unused = scoring.incrementAndGet();
    try {
      scoreTogether(batch);
    } catch (InterruptedException | Error e) {
      fail(batch, e);
      throw e;
    } finally {
      unused = scoring.decrementAndGet();
    }
  }

  /** A request at which the engine fails must not take the others of its batch with it. */
  private void scoreTogether(List<WaitingRequest> batch) throws InterruptedException {
    try {
      List<ScoringResult> results = results(batch);
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).result().complete(results.get(i));
      }
    } catch (TransientScoringException e) {
      fail(batch, e);
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        fail(batch, e);
        return;
      }
      LOG.warn("a batch of {} requests failed; each is scored alone", batch.size(), e);
      for (WaitingRequest request : batch) {
        scoreTogether(List.of(request));
      }
    }
  }

  private List<ScoringResult> results(List<WaitingRequest> batch)
      throws TransientScoringException, InterruptedException {
    List<ScoringRequest> requests = batch.stream().map(WaitingRequest::request).toList();
    C bound = Options.bind(options, requests.getFirst().getScorer().getOptions());
    List<ScoringResult> results = engine.score(bound, requests);
    if (results.size() != batch.size()) {
      throw new IllegalStateException(
          "the engine gave %d results for %d requests".formatted(results.size(), batch.size()));
    }
    return results;
  }

  private static void fail(List<WaitingRequest> batch, Throwable cause) {
    batch.forEach(waiting -> waiting.result().completeExceptionally(cause));
  }

  private static TransientScoringException closing() {
    return new TransientScoringException("the scorer is closing", null);
  }
}
