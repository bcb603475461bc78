package dev.winnow.ops.cli.stage;

import dev.winnow.ops.terminal.LogFile;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.operations.Operations;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs something until it fails or the process is told to stop, and then closes it. */
public final class StageRunner {
  private static final Logger LOG = LoggerFactory.getLogger(StageRunner.class);

  /** How long the beginning may take to end after it was interrupted. */
  private static final int BEGINNING_SECONDS = 10;

  private StageRunner() {}

  /** The work that is done before the process only waits for its end. */
  public interface Beginning {
    void begin() throws Exception;
  }

  /** Runs a stage, with its operations port; returns the exit status. */
  public static int run(Stage stage, Operations operations) throws Exception {
    return run(
        () -> {
          operations.watch(stage);
          operations.start();
          operations.uri().ifPresent(uri -> LOG.info("event=operations-port uri={}", uri));
          stage.start();
          LOG.info("stage={} started", stage.name());
        },
        stage::health,
        () -> {
          stage.close();
          operations.close();
        });
  }

  /**
   * Begins, and waits until something has failed for good, or for SIGTERM; closes in either case. A
   * SIGTERM that comes while it begins interrupts that: a process that ended without closing would
   * take native memory from under the threads that use it.
   */
  public static int run(Beginning beginning, Supplier<Health> health, Runnable close)
      throws Exception {
    CountDownLatch stopping = new CountDownLatch(1);
    CountDownLatch begun = new CountDownLatch(1);
    Thread beginner = Thread.currentThread();
    Thread hook =
        new Thread(
            () -> {
              stopping.countDown();
              stop(begun, beginner);
              close.run();
            },
            "shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      beginning.begin();
    } catch (Exception e) {
      if (stopping.getCount() > 0) {
        throw e;
      }
      LOG.info("event=stopped-while-beginning reason='{}'", e.toString());
    } finally {
      begun.countDown();
      // The interrupt was meant for the beginning, which is over.
      boolean unused = Thread.interrupted();
    }
    return await(health, stopping, hook);
  }

  private static void stop(CountDownLatch begun, Thread beginner) {
    if (begun.getCount() == 0) {
      return;
    }
    beginner.interrupt();
    try {
      boolean unused = begun.await(BEGINNING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int await(Supplier<Health> health, CountDownLatch stopping, Thread hook)
      throws InterruptedException {
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
