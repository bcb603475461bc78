package dev.winnow.ops.cli;

import dev.winnow.schemas.Stage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
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
  static int await(BooleanSupplier healthy, Runnable close) throws InterruptedException {
    CountDownLatch stopping = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stopping.countDown();
              close.run();
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    while (healthy.getAsBoolean()) {
      if (stopping.await(500, TimeUnit.MILLISECONDS)) {
        hook.join();
        return 0;
      }
    }
    if (stopping.getCount() > 0) {
      LOG.error("a stage has failed for good, the process ends");
      // System.exit, which follows, runs the hook.
      return 1;
    }
    hook.join();
    return 0;
  }
}
