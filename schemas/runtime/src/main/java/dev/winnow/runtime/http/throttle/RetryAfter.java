package dev.winnow.runtime.http.throttle;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The wait that a server asks for: {@code retry-after-ms} (OpenAI, Azure), or {@code Retry-After}
 * in seconds, whole or not, or as a date (RFC 9110, section 10.2.3).
 */
public final class RetryAfter {
  private static final Pattern NUMBER = Pattern.compile("\\d{1,30}(\\.\\d{0,30})?");
  private static final BigDecimal MAX_MILLIS = BigDecimal.valueOf(Duration.ofDays(365).toMillis());

  private RetryAfter() {}

  /**
   * Returns the wait that these headers ask for, 0 to 365 days; empty when it is missing or
   * unclear.
   *
   * @param header returns a header's value by its name, null when there is none
   */
  public static Optional<Duration> of(UnaryOperator<@Nullable String> header, Instant now) {
    return value(header, "retry-after-ms")
        .flatMap(value -> number(value, 1))
        .or(() -> value(header, "Retry-After").flatMap(value -> parse(value, now)));
  }

  /** Parses {@code Retry-After}. */
  static Optional<Duration> parse(String value, Instant now) {
    return number(value, 1_000).or(() -> date(value.strip(), now));
  }

  private static Optional<String> value(UnaryOperator<@Nullable String> header, String name) {
    return Optional.ofNullable(header.apply(name));
  }

  private static Optional<Duration> number(String value, int millis) {
    String text = value.strip();
    return NUMBER.matcher(text).matches()
        ? Optional.of(
            Duration.ofMillis(
                new BigDecimal(text)
                    .multiply(BigDecimal.valueOf(millis))
                    .min(MAX_MILLIS)
                    .longValue()))
        : Optional.empty();
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
