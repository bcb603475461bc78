package dev.winnow.runtime.share;

import dev.winnow.runtime.GrowingPause;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.kafka.BrokerErrors;
import dev.winnow.runtime.kafka.ThreadDeaths;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread of a worker that reads requests with one share consumer at a time.
 *
 * <p>The client retries most errors of the broker, but not all: while a share coordinator moves, a
 * fetch may fail with an {@code IllegalStateException}. So any exception may pass. After one, the
 * consumer is closed, which releases its locks, and another is opened after a pause. More than
 * {@value ThreadDeaths#MAX} exceptions within ten minutes end the thread, as does any error.
 */
final class ShareThread implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(ShareThread.class);

  private final Supplier<ShareConsumerLoop> opener;
  private final Drain drain;
  private final GrowingPause pause;
  private final ThreadDeaths failures;
  private int failuresInARow;
  private volatile @Nullable ShareConsumerLoop loop;
  private volatile @Nullable String lastFailure;
  private volatile boolean hasEnded;

  /**
   * @param opener opens a loop with a consumer of its own
   * @param drain ends the thread
   * @param failures counts exceptions
   */
  ShareThread(
      Supplier<ShareConsumerLoop> opener, Drain drain, GrowingPause pause, ThreadDeaths failures) {
    this.opener = opener;
    this.drain = drain;
    this.pause = pause;
    this.failures = failures;
  }

  /**
   * Returns whether it reads, tries again, or has ended.
   *
   * @param what what it reads, for example {@code the requests of pool 'math'}
   */
  Health health(String what) {
    String reason = lastFailure;
    if (reason == null) {
      return Health.ok();
    }
    return hasEnded
        ? new Health.Failed("a thread that reads %s has ended: %s".formatted(what, reason))
        : new Health.Degraded(
            "a thread that reads %s was interrupted and tries again: %s".formatted(what, reason));
  }

  /** Returns the number of requests that it holds. */
  int held() {
    return Optional.ofNullable(loop).map(ShareConsumerLoop::held).orElse(0);
  }

  @Override
  public void run() {
    try {
      while (!drain.hasBegun()) {
        read();
      }
    } catch (InterruptedException e) {
      end(e);
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      end(e);
    } finally {
      drain.stopFetching();
    }
  }

  /** Reads until the worker drains, or until an exception. */
  private void read() throws InterruptedException {
    try (ShareConsumerLoop opened = opener.get()) {
      loop = opened;
      opened.run(this::onRead);
    } catch (RuntimeException e) {
      pauseAfter(e);
    }
  }

  private void onRead() {
    failuresInARow = 0;
    lastFailure = null;
  }

  private void pauseAfter(RuntimeException failure) throws InterruptedException {
    if (drain.hasBegun()) {
      LOG.warn("requests were not acknowledged while the worker stopped", failure);
      return;
    }
    if (failures.add() > ThreadDeaths.MAX) {
      throw failure;
    }
    if (failuresInARow == 0) {
      LOG.warn("reading requests is interrupted and tried again", failure);
    }
    lastFailure = BrokerErrors.explain(failure);
    failuresInARow++;
    drain.await(pause.after(failuresInARow, ThreadLocalRandom.current().nextDouble()));
  }

  private void end(Throwable cause) {
    hasEnded = true;
    lastFailure = BrokerErrors.explain(cause);
    LOG.error("a thread that reads requests ends", cause);
  }
}
