package dev.winnow.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread with work beside a stage's own, without which the stage can go on.
 *
 * <ol>
 *   <li>Open the work, and give it one turn after the other.
 *   <li>An exception closes the work; it is opened again after a pause. The log has the first of
 *       several exceptions in a row.
 *   <li>An error ends the thread, and {@link #isHealthy} tells.
 * </ol>
 */
public final class Repeated implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);
  private static final Duration REOPEN_AFTER = Duration.ofSeconds(2);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final String name;
  private final Supplier<? extends Work> opener;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean failed;

  /** Work in turns, by one thread. */
  public interface Work extends AutoCloseable {
    /** Some of the work; returns within a second or so. */
    void turn();

    /** The stage stops: the last that is to be done. */
    void finish();

    @Override
    void close();
  }

  public Repeated(String name, Supplier<? extends Work> opener) {
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

  /** Lets the work finish, within 10 seconds. May be called before it was started. */
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

  /** Works until told to stop, or until an exception: then returns false. */
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
