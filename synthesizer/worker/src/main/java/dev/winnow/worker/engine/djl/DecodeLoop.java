package dev.winnow.worker.engine.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.winnow.runtime.share.EngineLoad;
import dev.winnow.transformer.LlamaModel;
import dev.winnow.worker.engine.TransientSamplingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only thread that uses the model: continuous batching over the requests that callers submit.
 *
 * <ol>
 *   <li>Takes submitted requests; waits if there is no work.
 *   <li>Assigns slots to the rows of the oldest request with waiting rows, in batches of its
 *       capacity; the prompt is prefilled once, when its first rows are admitted.
 *   <li>Steps every batch by one token; finished rows leave their slots at once.
 * </ol>
 *
 * Requests are admitted in the order of arrival, so none starves.
 */
final class DecodeLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DecodeLoop.class);

  private final LlamaModel model;
  private final DjlEngineConfig config;
  private final Set<Long> ends;
  private final BlockingQueue<SequenceGroup> submitted = new LinkedBlockingQueue<>();
  private final Deque<SequenceGroup> waiting = new ArrayDeque<>();
  private final List<Batch> batches = new ArrayList<>();
  private volatile boolean closed;

  /** Written by the loop's thread alone. */
  private volatile int usedRows;

  private volatile long generated;

  DecodeLoop(LlamaModel model, DjlEngineConfig config, Set<Long> ends) {
    this.model = model;
    this.config = config;
    this.ends = ends;
  }

  void submit(SequenceGroup group) {
    submitted.add(group);
    if (closed) {
      // The loop may have drained the queue before this group was added.
      group.fail(stopped(null));
    }
  }

  void stop() {
    closed = true;
  }

  @Override
  public void run() {
    // libtorch stores this per calling thread.
    JniUtils.setNumThreads(config.threads());
    try {
      while (!closed) {
        takeSubmitted();
        seatWaiting();
        stepAll();
      }
      failAll(null);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failAll(e);
    } catch (RuntimeException e) {
      LOG.error("decoding failed, the engine can no longer be used", e);
      failAll(e);
    } finally {
      closed = true;
      batches.forEach(Batch::close);
    }
  }

  boolean isRunning() {
    return !closed;
  }

  /** Returns the part of the rows that are in use, and the number of tokens decoded so far. */
  EngineLoad load() {
    return new EngineLoad(
        Math.min(1.0, (double) usedRows / config.maxRows()), OptionalLong.of(generated));
  }

  private void takeSubmitted() throws InterruptedException {
    if (waiting.isEmpty() && batches.isEmpty()) {
      SequenceGroup group = submitted.poll(50, java.util.concurrent.TimeUnit.MILLISECONDS);
      if (group != null) {
        waiting.add(group);
      }
    }
    submitted.drainTo(waiting);
    waiting.removeIf(SequenceGroup::isAbandoned);
    batches.forEach(Batch::dropAbandoned);
  }

  private void seatWaiting() {
    while (!waiting.isEmpty()) {
      SequenceGroup group = waiting.peekFirst();
      if (!slot(group)) {
        return;
      }
      waiting.removeFirst();
    }
  }

  /**
   * Assigns slots to as many rows of the request as possible; returns true when all are admitted.
   */
  private boolean slot(SequenceGroup group) {
    List<PtNDArray> prompt = List.of();
    try {
      while (group.waiting() > 0) {
        Optional<Batch> batch = batchFor(group.capacity());
        if (batch.isEmpty()) {
          return false;
        }
        if (prompt.isEmpty() && group.prefix() > 0) {
          prompt = model.prefill(group.prefixTokens());
        }
        batch.get().admit(group.slot(Math.min(group.waiting(), batch.get().free())), prompt);
      }
      return true;
    } finally {
      prompt.forEach(PtNDArray::close);
    }
  }

  private Optional<Batch> batchFor(int capacity) {
    for (Batch batch : batches) {
      if (batch.capacity() == capacity && batch.free() > 0) {
        return Optional.of(batch);
      }
    }
    if ((batches.size() + 1) * config.batchRows() > config.maxRows()) {
      return Optional.empty();
    }
    Batch batch = new Batch(model, config.batchRows(), capacity);
    batches.add(batch);
    return Optional.of(batch);
  }

  private void stepAll() {
    int rows = batches.stream().mapToInt(batch -> config.batchRows() - batch.free()).sum();
    usedRows = rows;
    for (Batch batch : batches) {
      if (!batch.isEmpty()) {
        batch.step(this::isFinished);
      }
    }
    generated += rows;
    List<Batch> idle = batches.stream().filter(Batch::isEmpty).toList();
    idle.forEach(Batch::close);
    batches.removeAll(idle);
  }

  private boolean isFinished(Sequence row, long token) {
    if (row.group.isAbandoned()) {
      return true;
    }
    var completion = row.accept(token, ends);
    completion.ifPresent(row.group::complete);
    return completion.isPresent();
  }

  private void failAll(@org.jspecify.annotations.Nullable Throwable cause) {
    closed = true;
    submitted.drainTo(waiting);
    waiting.forEach(group -> group.fail(stopped(cause)));
    batches.forEach(batch -> batch.failAll(stopped(cause)));
  }

  static TransientSamplingException stopped(@org.jspecify.annotations.Nullable Throwable cause) {
    return new TransientSamplingException("the engine was stopped", cause);
  }
}
