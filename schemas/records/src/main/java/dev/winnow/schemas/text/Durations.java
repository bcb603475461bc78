package dev.winnow.schemas.text;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 1h}, {@code 30d},
 * {@code PT2M}.
 */
public final class Durations {
  private static final Pattern SHORT = Pattern.compile("(\\d{1,9})\\s?(ms|s|m|h|d)");
  private static final int MAX_CHARS = 40;

  private Durations() {}

  /** Returns the duration that this text says; empty if it says none, or a negative one. */
  public static Optional<Duration> parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      return Optional.of(of(Long.parseLong(matcher.group(1)), matcher.group(2)));
    }
    if (text.length() > MAX_CHARS) {
      return Optional.empty();
    }
    try {
      return Optional.of(Duration.parse(text)).filter(duration -> !duration.isNegative());
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Duration of(long amount, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }
}
