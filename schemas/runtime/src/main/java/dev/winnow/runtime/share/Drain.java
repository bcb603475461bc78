package dev.winnow.runtime.share;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How the threads of one worker stop together: none takes a request any more, and none releases one
 * before all others have stopped fetching. Thread-safe.
 */
final class Drain {
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch fetching;
  private final Set<Thread> stopped = ConcurrentHashMap.newKeySet();

  /** Creates the drain of this number of threads. */
  Drain(int threads) {
    this.fetching = new CountDownLatch(threads);
  }

  void begin() {
    begun.countDown();
  }

  boolean hasBegun() {
    return begun.getCount() == 0;
  }

  /** Waits until it begins, at most this long. */
  void await(Duration longest) throws InterruptedException {
    boolean unused = begun.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Records that the calling thread fetches nothing any more. */
  void stopFetching() {
    if (stopped.add(Thread.currentThread())) {
      fetching.countDown();
    }
  }

  /** Waits until no thread fetches any more, at most this long; returns whether that is so. */
  boolean awaitStopped(Duration longest) throws InterruptedException {
    return fetching.await(longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
