package dev.winnow.runtime;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread whose death is reported: if its task throws anything, errors included, {@link #health()}
 * becomes failed with the thread's name and the cause. Thread-safe.
 */
@NullMarked
public final class StageThread {
  private static final Logger LOG = LoggerFactory.getLogger(StageThread.class);

  private final Thread thread;
  private final AtomicReference<@Nullable Throwable> cause = new AtomicReference<>();

  /** A task that may throw anything. */
  @FunctionalInterface
  public interface Task {
    void run() throws Exception;
  }

  private StageThread(String name, Task task, boolean isDaemon) {
    this.thread = Thread.ofPlatform().name(name).daemon(isDaemon).unstarted(() -> root(task));
  }

  /** Starts a thread that keeps its process alive until the task returns. */
  public static StageThread start(String name, Task task) {
    return start(new StageThread(name, task, false));
  }

  /** Starts a thread that does not keep its process alive. */
  public static StageThread startDaemon(String name, Task task) {
    return start(new StageThread(name, task, true));
  }

  /** Returns failed once the task has thrown; ok before, and after it has returned. */
  public Health health() {
    Throwable killer = cause.get();
    return killer == null
        ? Health.ok()
        : new Health.Failed("thread '%s' died of %s".formatted(thread.getName(), killer));
  }

  /** Interrupts the task. */
  public void interrupt() {
    thread.interrupt();
  }

  /**
   * Waits until the task has ended.
   *
   * @throws InterruptedException if the caller is interrupted meanwhile
   */
  public void join() throws InterruptedException {
    thread.join();
  }

  private static StageThread start(StageThread started) {
    started.thread.start();
    return started;
  }

  private void root(Task task) {
    try {
      task.run();
    } catch (Throwable e) {
      // The cause is stored first, since logging may fail when memory is short.
      cause.set(e);
      LOG.error("thread={} event=died", thread.getName(), e);
      if (e instanceof InterruptedException) {
        thread.interrupt();
      }
    }
  }
}
