package dev.winnow.ops.cli;

import dev.winnow.ops.terminal.LogFile;
import dev.winnow.schemas.Health;
import dev.winnow.schemas.Stage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    return await(stage::health, stage::close);
  }

  /** Waits until something has failed for good, or for SIGTERM; closes in either case. */
  static int await(Supplier<Health> health, Runnable close) throws InterruptedException {
    CountDownLatch stopping = new CountDownLatch(1);
    Thread hook =
        new Thread(
            () -> {
              stopping.countDown();
              close.run();
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    Health now = health.get();
    while (!now.isFailed()) {
      if (stopping.await(500, TimeUnit.MILLISECONDS)) {
        hook.join();
        return 0;
      }
      now = health.get();
    }
    if (stopping.getCount() > 0) {
      LOG.error("event=failed reason='{}': the process ends", now.describe());
      String reason = now.describe();
      LogFile.path()
          .ifPresent(log -> System.err.printf("winnow: %s; the log is %s%n", reason, log));
      // System.exit, which follows, runs the hook.
      return 1;
    }
    hook.join();
    return 0;
  }
}
