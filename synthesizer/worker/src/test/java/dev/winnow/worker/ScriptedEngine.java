package dev.winnow.worker;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.FinishReason;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.Completion;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.SamplingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Does with each request what the test says: the first behaviours once each, then all as ordered.
 */
final class ScriptedEngine implements Engine {
  /** What becomes of one request. */
  interface Behaviour {
    void sample(SamplingRequest request, Consumer<Completion> completions)
        throws SamplingException, InterruptedException;
  }

  private final int concurrency;
  private final Queue<Behaviour> script;
  private final List<String> sampled = new CopyOnWriteArrayList<>();
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicInteger maxRunning = new AtomicInteger();
  private volatile boolean healthy = true;
  private volatile boolean closed;
  private volatile boolean wantsMore = true;
  private volatile EngineStatus status = EngineStatus.ready(Instant.EPOCH);

  ScriptedEngine(int concurrency, Behaviour... script) {
    this.concurrency = concurrency;
    this.script = new ConcurrentLinkedQueue<>(List.of(script));
  }

  /** Everything that was ordered. */
  static void asOrdered(SamplingRequest request, Consumer<Completion> completions) {
    for (int i = 0; i < request.getCount(); i++) {
      completions.accept(completion(request.getFirstIndex() + i));
    }
  }

  static Completion completion(int index) {
    return new Completion(index, "text " + index, FinishReason.STOP, 2);
  }

  /** Ids of the requests in the order in which they came, each as often as it came. */
  List<String> sampled() {
    return new ArrayList<>(sampled);
  }

  int running() {
    return running.get();
  }

  int maxRunning() {
    return maxRunning.get();
  }

  boolean isClosed() {
    return closed;
  }

  void report(EngineStatus newStatus) {
    status = newStatus;
  }

  void wantMore(boolean newWantsMore) {
    wantsMore = newWantsMore;
  }

  void fail() {
    healthy = false;
  }

  @Override
  public void sample(SamplingRequest request, Consumer<Completion> completions)
      throws SamplingException, InterruptedException {
    sampled.add(request.getId());
    maxRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
    try {
      Behaviour next = script.poll();
      if (next == null) {
        asOrdered(request, completions);
      } else {
        next.sample(request, completions);
      }
    } finally {
      running.decrementAndGet();
    }
  }

  @Override
  public int concurrency() {
    return concurrency;
  }

  @Override
  public String model() {
    return "scripted";
  }

  @Override
  public EngineStatus status() {
    return status;
  }

  @Override
  public boolean wantsMore() {
    return wantsMore;
  }

  @Override
  public boolean healthy() {
    return healthy;
  }

  @Override
  public void close() {
    closed = true;
  }
}
