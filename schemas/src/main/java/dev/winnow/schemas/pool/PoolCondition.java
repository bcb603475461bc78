package dev.winnow.schemas.pool;

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
   * The condition in words, with times of day in a time zone: {@code pool "demo": 401 wrong key
   * since 12:03}.
   */
  String describe(String pool, ZoneId zone);

  /** The same with times in UTC, which are marked so. */
  default String describe(String pool) {
    return describe(pool, ZoneOffset.UTC);
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
    public String describe(String pool, ZoneId zone) {
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
    public String describe(String pool, ZoneId zone) {
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
    public String describe(String pool, ZoneId zone) {
      return words(pool, reason, since, zone);
    }
  }

  /** The servers of all workers answer nobody until somebody mends something. */
  record Blocked(String reasonCode, String reason, Instant since) implements PoolCondition {
    @Override
    public String code() {
      return "SERVER_BLOCKED";
    }

    @Override
    public String describe(String pool, ZoneId zone) {
      return words(pool, reason, since, zone);
    }
  }

  private static String words(String pool, String reason, Instant since, ZoneId zone) {
    String pattern = zone.equals(ZoneOffset.UTC) ? "HH:mm 'UTC'" : "HH:mm";
    String time = DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(zone).format(since);
    return "pool \"%s\": %s since %s".formatted(pool, reason, time);
  }
}
