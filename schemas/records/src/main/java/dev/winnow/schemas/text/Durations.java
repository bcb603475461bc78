package dev.winnow.schemas.text;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as people write them: {@code 500ms}, {@code 30s}, {@code 2m}, {@code 1h}, {@code 30d},
 * {@code PT2M}.
 */
public final class Durations {
  /**
   * All that is a duration, for Java and for JSON Schema. There are no signs, so none is negative,
   * and so few digits that its milliseconds fit into a long.
   */
  public static final String PATTERN =
      "^([0-9]{1,9} ?(ms|s|m|h|d)"
          + "|[Pp](?=[0-9Tt])([0-9]{1,9}[Dd])?([Tt](?=[0-9])([0-9]{1,12}[Hh])?([0-9]{1,12}[Mm])?"
          + "([0-9]{1,12}([.,][0-9]{0,9})?[Ss])?)?)$";

  private static final Pattern ANY = Pattern.compile(PATTERN);
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");

  private Durations() {}

  /** Returns the duration that this text says; empty if it says none, or a negative one. */
  public static Optional<Duration> parse(String text) {
    if (!ANY.matcher(text).matches()) {
      return Optional.empty();
    }
    Matcher matcher = SHORT.matcher(text);
    return Optional.of(
        matcher.matches()
            ? of(Long.parseLong(matcher.group(1)), matcher.group(2))
            : Duration.parse(text));
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
