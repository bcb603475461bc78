package dev.winnow.scorer.reward;

import dev.winnow.runtime.http.ClientClosedException;
import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a server for a right and a wrong answer before it is used, and again until it gives usable
 * values: nothing is scored before. Thread-safe.
 */
final class StartupProbe implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StartupProbe.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);
  private static final String SOFTMAX =
      "the server gives 1.0 to a right and to a wrong answer: it applies a softmax over one label,"
          + " so its values say nothing; use another dialect or path, or switch the activation off";

  private final Question question;
  private final boolean raw;
  private final Duration pause;
  private final CountDownLatch passed = new CountDownLatch(1);
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = Thread.ofVirtual().name("reward-probe").unstarted(this::run);
  private volatile @Nullable EngineStatus refusal;

  /** Asks the server. */
  interface Question {
    /**
     * Returns the values of a right and a wrong answer, or why there are none. Waits for a server
     * that answers no request.
     */
    Values ask() throws ClientClosedException, InterruptedException;
  }

  /**
   * The answer to the question.
   *
   * @param problem why there are no values, in words; empty where there are
   */
  record Values(List<Double> values, Optional<String> problem) {}

  /**
   * @param raw whether the model's raw output is wanted
   * @param pause before a server that was refused is asked again
   */
  StartupProbe(Question question, boolean raw, Duration pause) {
    this.question = question;
    this.raw = raw;
    this.pause = pause;
  }

  /**
   * Asks for the first time; returns once there is an answer, or the server is one to wait for.
   *
   * @param status of the server
   * @throws IllegalStateException if the server's values are not usable
   */
  void start(Supplier<EngineStatus> status) throws InterruptedException {
    thread.start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (status.get().state() == WorkerState.READY
        && refusal == null
        && System.nanoTime() < deadline) {
      if (passed.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    }
    EngineStatus refused = refusal;
    if (refused != null) {
      close();
      throw new IllegalStateException(refused.reason().orElse("the server is not usable"));
    }
  }

  /** Waits until the server is known to be usable. */
  void await() throws InterruptedException {
    passed.await();
  }

  boolean hasPassed() {
    return passed.getCount() == 0;
  }

  /** Returns why the server is not used, or what is waited for; empty once it may be used. */
  Optional<EngineStatus> status(EngineStatus ofServer) {
    if (hasPassed() || ofServer.state() != WorkerState.READY) {
      return Optional.empty();
    }
    EngineStatus refused = refusal;
    return Optional.of(
        refused != null
            ? refused
            : EngineStatus.unavailable(
                WorkerState.THROTTLED,
                "PROBING",
                "the server has not answered the first question yet",
                ofServer.since()));
  }

  @Override
  public void close() {
    closing.countDown();
    thread.interrupt();
  }

  private void run() {
    try {
      while (closing.getCount() > 0 && !isUsable(question.ask())) {
        boolean unused = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (ClientClosedException e) {
      // The engine was closed before its server could be asked.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("event=probe-failed", e);
      refuse("PROBE_FAILED", "the server could not be asked: " + e);
    }
  }

  private boolean isUsable(Values answer) {
    if (answer.problem().isPresent()) {
      refuse("PROBE_FAILED", "the first question was not answered: " + answer.problem().get());
      return false;
    }
    switch (ProbeResult.of(answer.values(), raw)) {
      case CONSTANT -> {
        refuse("CONSTANT_SCORES", SOFTMAX);
        return false;
      }
      case MAYBE_NORMALIZED ->
          LOG.warn(
              "the server gives {} to a right and a wrong answer, although raw values were asked"
                  + " for: it may apply a sigmoid; say so with --normalized if it is meant to",
              answer.values());
      case USABLE -> LOG.info("the server gives {} to a right and a wrong answer", answer.values());
    }
    passed.countDown();
    return true;
  }

  private void refuse(String code, String reason) {
    EngineStatus before = refusal;
    Instant since = before == null ? Instant.now() : before.since();
    refusal = EngineStatus.unavailable(WorkerState.BLOCKED, code, reason, since);
  }
}
