package dev.winnow.worker;

import dev.winnow.runtime.testing.SharedCluster;
import dev.winnow.runtime.testing.TestCluster;
import dev.winnow.worker.ScriptedEngine.Behaviour;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** One broker for all tests of the worker, and a pool for each. */
@ExtendWith(SharedCluster.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
abstract class WorkerHarness {
  private static final AtomicInteger POOLS = new AtomicInteger();

  /** Behaviours that are {@link #held} go on when this is counted down. */
  final CountDownLatch release = new CountDownLatch(1);

  WorkerPool pool;

  @BeforeEach
  void createPool() throws Exception {
    pool = new WorkerPool(SharedCluster.get().connection(), "pool" + POOLS.incrementAndGet());
  }

  @AfterEach
  void closePool() {
    release.countDown();
    pool.close();
  }

  static TestCluster cluster() {
    return SharedCluster.get();
  }

  /** Samples as ordered, but returns only when it is let go. */
  final Behaviour held() {
    return (request, completions) -> {
      ScriptedEngine.asOrdered(request, completions);
      release.await();
    };
  }
}
