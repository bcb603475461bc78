package dev.winnow.runtime.pool;

import java.time.Instant;
import java.util.UUID;

/**
 * The identity of a worker.
 *
 * @param pool pool of the worker
 * @param worker name of the worker, new for each start
 * @param startedAt when it started
 */
public record WorkerIdentity(String pool, String worker, Instant startedAt) {
  private static final int RANDOM_CHARS = 12;

  /**
   * Returns a name that no other start has; the process id in it helps an operator to find the
   * process.
   */
  public static WorkerIdentity of(String pool, Instant now) {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_CHARS);
    return new WorkerIdentity(pool, "%d-%s".formatted(ProcessHandle.current().pid(), random), now);
  }

  /** Returns the key of its status record. */
  public String key() {
    return pool + '/' + worker;
  }
}
