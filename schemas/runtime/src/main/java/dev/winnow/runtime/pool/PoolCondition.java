package dev.winnow.runtime.pool;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The current condition of a pool. In all but {@link Sampling}, requests are not answered, or too
 * few: prompts wait, and their progress gives the reason.
 */
public sealed interface PoolCondition {
  /** Returns when the pool entered this condition, on the observer's clock. */
  Instant since();

  /** Returns the condition as a code in capitals, for {@code Progress.reason_code}. */
  String code();

  /** Returns whether open requests can be expected to be answered. */
  default boolean isSampling() {
    return this instanceof Sampling;
  }

  /**
   * Returns the condition in words, with times in a time zone: {@code pool "demo": 401 wrong key
   * since 12:03}; with the date where it is not today's, and marked where the zone is UTC.
   *
   * @param now determines which day is today
   */
  String describe(String pool, ZoneId zone, Instant now);

  /** Returns the same with times in UTC. */
  default String describe(String pool, Instant now) {
    return describe(pool, ZoneOffset.UTC, now);
  }

  /**
   * Returns whether the other condition has another kind or another reason, so that it is worth a
   * new message. A different time alone is not a difference.
   */
  default boolean differsFrom(PoolCondition other) {
    return !code().equals(other.code()) || !reasonCode().equals(other.reasonCode());
  }

  /** Returns the workers' own code for the reason; empty where they gave none. */
  default String reasonCode() {
    return "";
  }

  /** At least one worker is sampling or ready to sample. */
  record Sampling(Instant since) implements PoolCondition {
    @Override
    public String code() {
      return "SAMPLING";
    }

    @Override
    public String describe(String pool, ZoneId zone, Instant now) {
      return "pool \"%s\": sampling".formatted(pool);
    }
  }

  /** No worker has reported for a while, and nothing was answered. */
  record NoWorker(Instant since) implements PoolCondition {
    @Override
    public String code() {
      return "NO_WORKER";
    }

    @Override
    public String describe(String pool, ZoneId zone, Instant now) {
      return "pool \"%s\": no worker".formatted(pool);
    }
  }

  /** The servers of all workers ask them to wait, or answer too few requests. */
  record Throttled(String reasonCode, String reason, Instant since) implements PoolCondition {
    @Override
    public String code() {
      return "SERVER_THROTTLED";
    }

    @Override
    public String describe(String pool, ZoneId zone, Instant now) {
      return format(pool, reason, since, zone, now);
    }
  }

  /** The servers of all workers answer no requests until a person fixes something. */
  record Blocked(String reasonCode, String reason, Instant since) implements PoolCondition {
    @Override
    public String code() {
      return "SERVER_BLOCKED";
    }

    @Override
    public String describe(String pool, ZoneId zone, Instant now) {
      return format(pool, reason, since, zone, now);
    }
  }

  private static String format(
      String pool, String reason, Instant since, ZoneId zone, Instant now) {
    boolean isToday = since.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    String mark = zone.normalized().equals(ZoneOffset.UTC) ? " 'UTC'" : "";
    String time =
        DateTimeFormatter.ofPattern((isToday ? "HH:mm" : "uuuu-MM-dd HH:mm") + mark, Locale.ROOT)
            .withZone(zone)
            .format(since);
    return "pool \"%s\": %s since %s".formatted(pool, reason, time);
  }
}
