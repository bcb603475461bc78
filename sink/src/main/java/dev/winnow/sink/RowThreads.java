package dev.winnow.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * The threads that make rows of records and write rows to files. The sink's own thread polls,
 * counts and commits. Thread-safe.
 */
final class RowThreads implements AutoCloseable {
  private static final int MIN_THREADS = 2;
  private static final int MAX_THREADS = 8;

  /** Bounds the rows in memory that wait to be written: the thread that adds tasks waits. */
  private static final int MAX_FILE_TASKS = 512;

  private final Executor executor;
  private final Semaphore free = new Semaphore(MAX_FILE_TASKS);

  /** A step of writing a file. */
  @FunctionalInterface
  interface FileTask {
    void run() throws IOException;
  }

  /** Uses other threads, which stay when this is closed. */
  RowThreads(Executor executor) {
    this.executor = executor;
  }

  /** Starts as many threads as there are processors, between 2 and 8. */
  static RowThreads start() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new RowThreads(
        Executors.newFixedThreadPool(
            Math.clamp(processors, MIN_THREADS, MAX_THREADS),
            Thread.ofPlatform().daemon().name("sink-rows-", 1).factory()));
  }

  Executor executor() {
    return executor;
  }

  /**
   * Runs a task after another one has succeeded; waits while too many tasks wait.
   *
   * @return completes with the task, or with the failure of it or of one before it, an {@link
   *     UncheckedIOException} or another unchecked one
   */
  CompletableFuture<Void> then(CompletableFuture<Void> previous, FileTask task) {
    free.acquireUninterruptibly();
    return previous
        .thenRunAsync(() -> run(task), executor)
        .whenComplete((nothing, failure) -> free.release());
  }

  @Override
  public void close() {
    if (executor instanceof ExecutorService threads) {
      threads.shutdownNow();
    }
  }

  private static void run(FileTask task) {
    try {
      task.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
