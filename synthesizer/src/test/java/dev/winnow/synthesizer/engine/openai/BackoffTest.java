package dev.winnow.synthesizer.engine.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  @Property
  void pausesStayWithinTheirBounds(
      @ForAll @IntRange(min = 1, max = 100) int attempt,
      @ForAll @LongRange(min = 0) long asked,
      @ForAll @DoubleRange(min = 0, max = 1) double random) {
    Backoff backoff = Backoff.DEFAULT;

    Duration pause = backoff.pause(attempt, Optional.of(Duration.ofSeconds(asked)), random);

    assertThat(pause).isBetween(backoff.first().dividedBy(2), backoff.longest());
  }

  @Test
  void pausesDoubleUntilTheLongest() {
    Backoff backoff = new Backoff(9, Duration.ofMillis(100), Duration.ofMillis(500));

    assertThat(backoff.pause(1, Optional.empty(), 1)).hasMillis(100);
    assertThat(backoff.pause(2, Optional.empty(), 1)).hasMillis(200);
    assertThat(backoff.pause(3, Optional.empty(), 0)).hasMillis(200);
    assertThat(backoff.pause(4, Optional.empty(), 1)).hasMillis(500);
  }

  @Test
  void theServersWishPrevailsOverAShorterPause() {
    assertThat(Backoff.DEFAULT.pause(1, Optional.of(Duration.ofSeconds(7)), 0)).hasSeconds(7);
  }

  @Test
  void retryAfterIsSecondsOrADate() {
    assertThat(RetryAfter.parse(" 17 ", NOW)).contains(Duration.ofSeconds(17));
    assertThat(RetryAfter.parse("Fri, 02 Jan 2026 03:04:15 GMT", NOW))
        .contains(Duration.ofSeconds(10));
    assertThat(RetryAfter.parse("Fri, 02 Jan 2026 03:04:00 GMT", NOW)).contains(Duration.ZERO);
    assertThat(RetryAfter.parse("-3", NOW)).isEmpty();
    assertThat(RetryAfter.parse("soon", NOW)).isEmpty();
    assertThat(RetryAfter.parse("99999999999999999999", NOW)).isEmpty();
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(0, Duration.ofMillis(1), Duration.ofMillis(1)))
        .withMessageContaining("attempts: 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(1, Duration.ZERO, Duration.ofMillis(1)))
        .withMessageContaining("first backoff");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Backoff(1, Duration.ofMillis(2), Duration.ofMillis(1)))
        .withMessageContaining("longest backoff");
  }
}
