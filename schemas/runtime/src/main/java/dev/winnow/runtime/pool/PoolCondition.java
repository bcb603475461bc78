package dev.winnow.runtime.pool;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What a pool can do at present. All but {@link Sampling} answer nobody, or too few: prompts wait,
 * and say why.
 */
public sealed interface PoolCondition {
  /** When the pool came into this condition, on the clock of whoever observed it. */
  Instant since();

  /** The condition as a code in capitals, for {@code Progress.reason_code}. */
  String code();

  /** Whether requests that are on order can be expected to be answered. */
  default boolean isSampling() {
    return this instanceof Sampling;
  }

  /**
   * The condition in words, with times in a time zone: {@code pool "demo": 401 wrong key since
   * 12:03}; with the date where it is not today's, and marked where the zone is UTC.
   *
   * @param now tells which day is today
   */
  String describe(String pool, ZoneId zone, Instant now);

  /** The same with times in UTC. */
  default String describe(String pool, Instant now) {
    return describe(pool, ZoneOffset.UTC, now);
  }

  /**
   * Whether this is another condition than that one, so that it is worth a new message: another
   * kind, or another reason. Being in the same one since another time is not.
   */
  default boolean differsFrom(PoolCondition other) {
    return !code().equals(other.code()) || !reasonCode().equals(other.reasonCode());
  }

  /** The workers' own code for the reason, empty where they gave none. */
  default String reasonCode() {
    return "";
  }

  /** A worker is there that samples, or would. */
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

  /** No worker was heard of for a while, and nothing was answered. */
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
      return words(pool, reason, since, zone, now);
    }
  }

  /** The servers of all workers answer nobody until somebody mends something. */
  record Blocked(String reasonCode, String reason, Instant since) implements PoolCondition {
    @Override
    public String code() {
      return "SERVER_BLOCKED";
    }

    @Override
    public String describe(String pool, ZoneId zone, Instant now) {
      return words(pool, reason, since, zone, now);
    }
  }

  private static String words(String pool, String reason, Instant since, ZoneId zone, Instant now) {
    boolean isToday = since.atZone(zone).toLocalDate().equals(now.atZone(zone).toLocalDate());
    String mark = zone.normalized().equals(ZoneOffset.UTC) ? " 'UTC'" : "";
    String time =
        DateTimeFormatter.ofPattern((isToday ? "HH:mm" : "uuuu-MM-dd HH:mm") + mark, Locale.ROOT)
            .withZone(zone)
            .format(since);
    return "pool \"%s\": %s since %s".formatted(pool, reason, time);
  }
}
