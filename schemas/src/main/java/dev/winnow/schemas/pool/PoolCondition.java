package dev.winnow.schemas.pool;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Whether a pool can sample. Only the first says yes; the others pass by themselves or by somebody.
 */
public sealed interface PoolCondition {
  /** Code of a pool that no worker serves. */
  String NO_WORKER = "NO_WORKER";

  /** Code of a pool whose workers are throttled. */
  String SERVER_THROTTLED = "SERVER_THROTTLED";

  /** Code of a pool whose workers are blocked. */
  String SERVER_BLOCKED = "SERVER_BLOCKED";

  /**
   * At least one worker samples, or would.
   *
   * @param held sampling requests that the pool's workers hold
   */
  record Ready(String pool, int held) implements PoolCondition {}

  /**
   * No worker has said anything for a while.
   *
   * @param since when the last of them was heard of, or when listening began
   */
  record NoWorker(String pool, Instant since) implements PoolCondition {}

  /** No worker is ready, and at least one waits for a server that answers too few requests. */
  record Throttled(String pool, String cause, Instant since) implements PoolCondition {}

  /** No worker is ready: their servers answer nobody until somebody mends something. */
  record Blocked(String pool, String cause, Instant since) implements PoolCondition {}

  /** Whether the pool samples, or would. */
  default boolean isReady() {
    return this instanceof Ready;
  }

  /** Why it does not sample, as a code for {@code reason_code}; empty when it does. */
  default Optional<String> code() {
    return switch (this) {
      case Ready ready -> Optional.empty();
      case NoWorker none -> Optional.of(NO_WORKER);
      case Throttled throttled -> Optional.of(SERVER_THROTTLED);
      case Blocked blocked -> Optional.of(SERVER_BLOCKED);
    };
  }

  /** Why it does not sample, in one line; empty when it does. The time is UTC. */
  default Optional<String> reason() {
    return switch (this) {
      case Ready ready -> Optional.empty();
      case NoWorker none -> Optional.of(line(none.pool(), "no worker", none.since()));
      case Throttled throttled ->
          Optional.of(line(throttled.pool(), throttled.cause(), throttled.since()));
      case Blocked blocked -> Optional.of(line(blocked.pool(), blocked.cause(), blocked.since()));
    };
  }

  private static String line(String pool, String reason, Instant since) {
    return "pool \"%s\": %s since %s".formatted(pool, reason, Clock.of(since));
  }

  /** Writes times as people say them. */
  final class Clock {
    private static final DateTimeFormatter MINUTES =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

    private Clock() {}

    static String of(Instant time) {
      return MINUTES.format(time);
    }
  }
}
