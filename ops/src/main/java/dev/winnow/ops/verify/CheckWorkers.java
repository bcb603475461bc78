package dev.winnow.ops.verify;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The threads that run checks: as many as there are processors, so that checks never take the event
 * loop, and requests share the processors in the order of their arrival. Checks bound their own
 * work; one that does not, such as a user's, holds its thread, which {@link #stuck} reports.
 * Thread-safe.
 */
final class CheckWorkers implements AutoCloseable {
  private static final Duration STUCK = Duration.ofSeconds(60);

  private final Map<Thread, Run> running = new ConcurrentHashMap<>();
  private final ExecutorService threads;

  private record Run(String check, long since) {}

  CheckWorkers(int count) {
    threads =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("check-", 0).factory());
  }

  /** Runs a task after those that were given before. */
  CompletableFuture<Void> run(Runnable task) {
    return CompletableFuture.runAsync(task, threads);
  }

  /** Marks the current thread as running a check of this type, for as long as the task takes. */
  void mark(String check, Runnable task) {
    Thread thread = Thread.currentThread();
    running.put(thread, new Run(check, System.nanoTime()));
    try {
      task.run();
    } finally {
      running.remove(thread);
    }
  }

  /** Returns which checks do not end, in words. */
  Optional<String> stuck() {
    long now = System.nanoTime();
    return running.values().stream()
        .filter(run -> now - run.since() > STUCK.toNanos())
        .map(Run::check)
        .distinct()
        .sorted()
        .reduce((one, other) -> one + ", " + other)
        .map(
            "checks that have run for more than %ds on one response: %%s"
                    .formatted(STUCK.toSeconds())
                ::formatted);
  }

  /** Does not wait for checks that run. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
