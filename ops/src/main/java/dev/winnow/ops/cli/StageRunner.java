package dev.winnow.ops.cli;

import dev.winnow.schemas.Stage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something until it fails or the process is told to stop, and then closes it. */
final class StageRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

  private StageRunner() {}

  /** Runs a stage; returns the exit status. */
  static int run(Stage stage) throws InterruptedException {
    stage.start();
    LOG.info("stage={} started", stage.name());
    return await(stage::healthy, stage::close);
  }

  /** Waits until {@code healthy} no longer holds, or for SIGTERM; closes in either case. */
  static int await(java.util.function.BooleanSupplier healthy, Runnable close)
      throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook = new Thread(() -> closeOnce(close, closed), "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    while (healthy.getAsBoolean()) {
      if (closed.await(500, TimeUnit.MILLISECONDS)) {
        return 0;
      }
    }
    LOG.error("a stage has failed for good, the process ends");
    Runtime.getRuntime().removeShutdownHook(hook);
    closeOnce(close, closed);
    return 1;
  }

  private static void closeOnce(Runnable close, CountDownLatch closed) {
    close.run();
    closed.countDown();
  }
}
