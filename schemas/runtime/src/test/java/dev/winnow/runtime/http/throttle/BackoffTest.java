package dev.winnow.runtime.http.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private static final Duration HOUR = Duration.ofHours(1);

  @Property
  void ownPausesStayWithinTheirBounds(
      @ForAll @IntRange(min = 1, max = 100) int failure,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    assertThat(Backoff.DEFAULT.pause(failure, random))
        .isBetween(Backoff.DEFAULT.first().dividedBy(2), Backoff.DEFAULT.longest());
  }

  @Property
  void thePauseThatAServerAsksForIsKeptUpToTheLongestAllowed(
      @ForAll @LongRange(min = 1, max = 1L << 40) long millis,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    Duration asked = Duration.ofMillis(millis);
    Duration granted = asked.compareTo(HOUR) > 0 ? HOUR : asked;

    assertThat(Backoff.DEFAULT.pause(1, Optional.of(asked), random))
        .isBetween(granted, granted.plusMillis(500));
  }

  @Test
  void pausesDoubleUntilTheLongest() {
    Backoff backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofMillis(500), HOUR);

    assertThat(backoff.pause(1, 1)).hasMillis(100);
    assertThat(backoff.pause(2, 1)).hasMillis(200);
    assertThat(backoff.pause(3, 0)).hasMillis(200);
    assertThat(backoff.pause(4, 1)).hasMillis(500);
  }

  @Test
  void aRetryAfterOfZeroGivesTheOwnPause() {
    assertThat(Backoff.DEFAULT.pause(1, Optional.of(Duration.ZERO), 1)).hasMillis(500);
  }

  @ParameterizedTest
  @CsvSource({
    "' 17 ', 17000",
    "2.5, 2500",
    "0.020, 20",
    "0, 0",
    "'Fri, 02 Jan 2026 03:04:15 GMT', 10000",
    "'Fri, 02 Jan 2026 03:04:00 GMT', 0",
    "99999999999999999999, 31536000000",
  })
  void retryAfterIsSecondsOrADate(String value, long millis) {
    assertThat(RetryAfter.parse(value, NOW)).contains(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-3", "soon", "", "1e9", "NaN", "0x10", "1 2"})
  void anUnreadableRetryAfterIsIgnored(String value) {
    assertThat(RetryAfter.parse(value, NOW)).isEmpty();
  }

  @Test
  void millisecondsGoBeforeSeconds() {
    Map<String, String> headers = Map.of("retry-after-ms", "1500", "Retry-After", "2");

    assertThat(RetryAfter.of(headers::get, NOW)).contains(Duration.ofMillis(1500));
    assertThat(RetryAfter.of(Map.of("Retry-After", "2")::get, NOW)).contains(Duration.ofSeconds(2));
    assertThat(RetryAfter.of(Map.of("retry-after-ms", "x", "Retry-After", "2")::get, NOW))
        .contains(Duration.ofSeconds(2));
  }

  @Test
  void impossibleSettingsAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(0, Duration.ofMillis(1), Duration.ofMillis(1), HOUR))
        .withMessageContaining("attempts: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(1, Duration.ZERO, Duration.ofMillis(1), HOUR))
        .withMessageContaining("first backoff");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(1, Duration.ofMillis(2), Duration.ofMillis(1), HOUR))
        .withMessageContaining("longest backoff");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(1, Duration.ofMillis(2), Duration.ofMillis(3), Duration.ZERO))
        .withMessageContaining("longest wait asked for");
  }
}
