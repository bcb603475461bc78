package dev.winnow.worker;

import java.time.Instant;
import java.util.UUID;

/**
 * Who a worker is.
 *
 * @param pool that it works for
 * @param worker its name, new for each start
 * @param startedAt when it started
 */
record WorkerIdentity(String pool, String worker, Instant startedAt) {
  private static final int RANDOM_CHARS = 12;

  /** A name that no other start has: the process's number helps an operator to find it. */
  static WorkerIdentity of(String pool, Instant now) {
    String random = UUID.randomUUID().toString().replace("-", "").substring(0, RANDOM_CHARS);
    return new WorkerIdentity(pool, "%d-%s".formatted(ProcessHandle.current().pid(), random), now);
  }

  /** Key of its status. */
  String key() {
    return pool + '/' + worker;
  }
}
