package dev.winnow.ops.console.action;

import dev.winnow.runtime.access.ActionLog;
import dev.winnow.schemas.text.SafeText;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Runs the actions of operators one by one, previews beside them, and remembers the latest {@value
 * #KEPT} of this process. An action that is asked for while the same one runs is not run twice.
 * What an action did is a line in the log of operator actions; previews are none. Thread-safe.
 */
public final class ActionJobs {
  static final int KEPT = 100;

  /** More are refused until some have ended. */
  static final int MAX_WAITING = 20;

  private final Executor executor;
  private final InstantSource clock;
  private final Semaphore one = new Semaphore(1);
  private final Map<String, Job> jobs = new LinkedHashMap<>();

  /** Whether an action has ended. */
  public enum State {
    RUNNING,
    DONE,
    FAILED
  }

  /**
   * An action that was asked for.
   *
   * @param dryRun whether it only says what it would do
   * @param who name of the token
   * @param result what it did; null while it runs and when it failed
   * @param problem why it failed; null otherwise
   */
  public record Job(
      String id,
      String action,
      String target,
      boolean dryRun,
      String who,
      State state,
      String startedAt,
      @Nullable String endedAt,
      @Nullable ActionResult result,
      @Nullable String problem) {
    private Job ended(State end, Instant at, @Nullable ActionResult did, @Nullable String why) {
      return new Job(id, action, target, dryRun, who, end, startedAt, at.toString(), did, why);
    }

    private boolean isLike(OperatorAction other, boolean onlyPreview) {
      return state == State.RUNNING
          && action.equals(other.name())
          && target.equals(other.target())
          && dryRun == onlyPreview;
    }
  }

  /**
   * @param executor runs what waits for Kafka
   */
  public ActionJobs(Executor executor, InstantSource clock) {
    this.executor = executor;
    this.clock = clock;
  }

  /**
   * Starts an action, or returns the one like it that runs.
   *
   * @return empty if too many wait
   */
  public Optional<Job> start(OperatorAction action, boolean dryRun, String who) {
    Job job;
    synchronized (jobs) {
      Optional<Job> running =
          jobs.values().stream().filter(known -> known.isLike(action, dryRun)).findFirst();
      if (running.isPresent()) {
        return running;
      }
      if (jobs.values().stream().filter(one -> one.state() == State.RUNNING).count()
          >= MAX_WAITING) {
        return Optional.empty();
      }
      job =
          new Job(
              UUID.randomUUID().toString(),
              action.name(),
              action.target(),
              dryRun,
              who,
              State.RUNNING,
              clock.instant().toString(),
              null,
              null,
              null);
      keep(job);
    }
    executor.execute(() -> run(job, action));
    return Optional.of(job);
  }

  /** Returns an action; empty if this process does not know it, or no longer. */
  public Optional<Job> find(String id) {
    synchronized (jobs) {
      return Optional.ofNullable(jobs.get(id));
    }
  }

  /** Returns the latest actions without the previews, the newest first. */
  public List<Job> latest() {
    synchronized (jobs) {
      return new ArrayList<>(jobs.values())
          .reversed().stream().filter(job -> !job.dryRun()).toList();
    }
  }

  private void run(Job job, OperatorAction action) {
    try {
      ActionResult result = job.dryRun() ? action.preview() : alone(action);
      end(job.ended(State.DONE, clock.instant(), result, null), "done");
    } catch (Exception | Error e) {
      // Errors are caught too, because the action would be shown as running for ever.
      String why = SafeText.line(message(e));
      end(job.ended(State.FAILED, clock.instant(), null, why), "failed: " + why);
    }
  }

  private ActionResult alone(OperatorAction action) throws Exception {
    one.acquire();
    try {
      return action.run();
    } finally {
      one.release();
    }
  }

  private void end(Job job, String outcome) {
    if (!job.dryRun()) {
      ActionLog.record(job.who(), job.action(), job.target(), outcome);
    }
    synchronized (jobs) {
      keep(job);
    }
  }

  private void keep(Job job) {
    jobs.put(job.id(), job);
    if (jobs.size() > KEPT) {
      jobs.values().stream()
          .filter(old -> old.state() != State.RUNNING)
          .findFirst()
          .ifPresent(oldest -> jobs.remove(oldest.id()));
    }
  }

  private static String message(Throwable thrown) {
    Throwable cause = thrown;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return Objects.requireNonNullElse(cause.getMessage(), cause.toString());
  }
}
