package dev.winnow.synthesizer.engine.djl;

import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import dev.winnow.synthesizer.engine.TransientSamplingException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the model: continuous batching over the trials that callers submit.
 *
 * <ol>
 *   <li>Take in what was submitted; wait for something when there is nothing to do.
 *   <li>Seat the rows of the oldest trial that has some waiting, in tiles of its capacity; the
 *       prompt is prefilled once, whenever its first rows are seated.
 *   <li>Step every tile by one token; finished rows leave their seats at once.
 * </ol>
 *
 * Trials are seated in the order they came, so none starves.
 */
final class DecodeLoop implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(DecodeLoop.class);

  private final LlamaModel model;
  private final DjlEngineConfig config;
  private final Set<Long> ends;
  private final BlockingQueue<Job> submitted = new LinkedBlockingQueue<>();
  private final Deque<Job> waiting = new ArrayDeque<>();
  private final List<Tile> tiles = new ArrayList<>();
  private volatile boolean closed;

  DecodeLoop(LlamaModel model, DjlEngineConfig config, Set<Long> ends) {
    this.model = model;
    this.config = config;
    this.ends = ends;
  }

  void submit(Job job) {
    submitted.add(job);
    if (closed) {
      // The loop may have drained the queue before this job came.
      job.fail(stopped(null));
    }
  }

  void stop() {
    closed = true;
  }

  @Override
  public void run() {
    // libtorch keeps this per calling thread.
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
      LOG.error("decoding failed, the engine is of no more use", e);
      failAll(e);
    } finally {
      closed = true;
      tiles.forEach(Tile::close);
    }
  }

  boolean isRunning() {
    return !closed;
  }

  private void takeSubmitted() throws InterruptedException {
    if (waiting.isEmpty() && tiles.isEmpty()) {
      Job job = submitted.poll(50, java.util.concurrent.TimeUnit.MILLISECONDS);
      if (job != null) {
        waiting.add(job);
      }
    }
    submitted.drainTo(waiting);
    waiting.removeIf(Job::isAbandoned);
    tiles.forEach(Tile::dropAbandoned);
  }

  private void seatWaiting() {
    while (!waiting.isEmpty()) {
      Job job = waiting.peekFirst();
      if (!seat(job)) {
        return;
      }
      waiting.removeFirst();
    }
  }

  /** Seats as many rows of the trial as there is room for; true when all are seated. */
  private boolean seat(Job job) {
    List<PtNDArray> prompt = List.of();
    try {
      while (job.waiting() > 0) {
        Optional<Tile> tile = tileFor(job.capacity());
        if (tile.isEmpty()) {
          return false;
        }
        if (prompt.isEmpty() && job.prefix() > 0) {
          prompt = model.prefill(job.prefixTokens());
        }
        tile.get().admit(job.seat(Math.min(job.waiting(), tile.get().free())), prompt);
      }
      return true;
    } finally {
      prompt.forEach(PtNDArray::close);
    }
  }

  private Optional<Tile> tileFor(int capacity) {
    for (Tile tile : tiles) {
      if (tile.capacity() == capacity && tile.free() > 0) {
        return Optional.of(tile);
      }
    }
    if ((tiles.size() + 1) * config.tileRows() > config.maxRows()) {
      return Optional.empty();
    }
    Tile tile = new Tile(model, config.tileRows(), capacity);
    tiles.add(tile);
    return Optional.of(tile);
  }

  private void stepAll() {
    for (Tile tile : tiles) {
      if (!tile.isEmpty()) {
        tile.step(this::isFinished);
      }
    }
    List<Tile> idle = tiles.stream().filter(Tile::isEmpty).toList();
    idle.forEach(Tile::close);
    tiles.removeAll(idle);
  }

  private boolean isFinished(Row row, long token) {
    if (row.job.isAbandoned()) {
      return true;
    }
    var completion = row.accept(token, ends);
    completion.ifPresent(row.job::complete);
    return completion.isPresent();
  }

  private void failAll(@org.jspecify.annotations.Nullable Throwable cause) {
    closed = true;
    submitted.drainTo(waiting);
    waiting.forEach(job -> job.fail(stopped(cause)));
    tiles.forEach(tile -> tile.failAll(stopped(cause)));
  }

  static TransientSamplingException stopped(@org.jspecify.annotations.Nullable Throwable cause) {
    return new TransientSamplingException("the engine was stopped", cause);
  }
}
