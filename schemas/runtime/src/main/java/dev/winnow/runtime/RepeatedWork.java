package dev.winnow.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs secondary work of a stage on a thread; the stage can continue without it.
 *
 * <ol>
 *   <li>The work is opened, and {@code turn} is called repeatedly.
 *   <li>An exception closes the work; it is opened again after a pause. Only the first of several
 *       consecutive exceptions is logged.
 *   <li>An error ends the thread, and {@link #isHealthy} returns false.
 * </ol>
 */
public final class RepeatedWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RepeatedWork.class);
  private static final Duration REOPEN_AFTER = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Supplier<? extends Work> opener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean failed;

  /** Work that one thread does in turns. */
  public interface Work extends AutoCloseable {
    /** Does a part of the work; returns within about a second. */
    void turn();

    /** Does the final work, because the stage stops. */
    void finish();

    @Override
    void close();
  }

  public RepeatedWork(String name, Supplier<? extends Work> opener) {
    this.name = name;
    this.opener = opener;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public boolean isHealthy() {
    return !failed;
  }

  /** Lets the work finish, within 10 seconds. May be called before {@code start}. */
  @Override
  public void close() {
    closing.countDown();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      boolean unused = thread.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean wasFine = true;
    try {
      while (isOpen()) {
        wasFine = work(wasFine);
        if (!wasFine) {
          boolean unused = closing.await(REOPEN_AFTER.toMillis(), TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      failed = true;
      LOG.error("{} ends", name, e);
    }
  }

  /** Works until stopped, or until an exception: then returns false. */
  private boolean work(boolean wasFine) {
    boolean isFine = wasFine;
    try (Work work = opener.get()) {
      while (isOpen()) {
        work.turn();
        isFine = true;
      }
      work.finish();
      return true;
    } catch (RuntimeException e) {
      if (isFine) {
        LOG.warn("{} is interrupted and tried again: {}", name, e.toString());
      }
      return false;
    }
  }

  private boolean isOpen() {
    return closing.getCount() > 0;
  }
}
