package dev.winnow.runtime.http.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.WorkerState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a server is asked again, told the time by hand. */
final class BreakerTest {
  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final int MAX = 64;

  private final Breaker breaker = new Breaker(Backoff.DEFAULT, MAX, () -> 1.0, START);

  @Test
  void aWorkerBeginsWithFewRequestsAndSoonHasAll() {
    assertThat(atOnce(START)).isEqualTo(4);
    assertThat(atOnce(after(2_000))).isEqualTo(MAX);
  }

  @Test
  void aWorkerThatWaitedForItsFirstRequestBeginsWithFewAsWell() {
    assertThat(atOnce(after(60_000))).isEqualTo(4);
    assertThat(atOnce(after(62_000))).isEqualTo(MAX);
  }

  @Test
  void nothingIsSentInsideAWindow() {
    breaker.throttled("RATE_LIMITED", "later", seconds(60), START);

    assertThat(breaker.untilNext(0, after(59_999)).orElseThrow()).isPositive();
    assertThat(breaker.untilNext(0, after(60_500))).contains(Duration.ZERO);
  }

  @Test
  void saysWhenAThrottledServerIsAskedAgainAndNothingOnceItIs() {
    breaker.throttled("RATE_LIMITED", "later", seconds(60), START);

    assertThat(breaker.nextAt(after(1_000)).orElseThrow()).isBetween(after(60_000), after(60_500));
    assertThat(breaker.nextAt(after(60_500))).isEmpty();
  }

  @Test
  void theLongestOfSeveralWindowsHolds() {
    breaker.throttled("RATE_LIMITED", "later", seconds(60), START);
    breaker.throttled("RATE_LIMITED", "later", seconds(2), START);

    assertThat(breaker.untilNext(0, after(59_999)).orElseThrow()).isPositive();
  }

  @Test
  void afterAWindowRequestsComeBackOneByOneAndThenFaster() {
    breaker.throttled("RATE_LIMITED", "later", seconds(2), START);

    assertThat(atOnce(after(2_500))).isEqualTo(1);
    assertThat(atOnce(after(3_000))).isEqualTo(4);
    assertThat(atOnce(after(4_000))).isEqualTo(MAX);
  }

  @Test
  void anAbsurdWaitIsBoundedAndSaid() {
    breaker.throttled("RATE_LIMITED", "later", Optional.of(Duration.ofDays(2)), START);

    Unavailability hindrance = breaker.hindrance(START).orElseThrow();
    assertThat(hindrance.reason()).contains("PT48H", "PT1H");
    assertThat(breaker.untilNext(0, START).orElseThrow()).isLessThan(Duration.ofHours(2));
  }

  @Test
  void aServerIsThrottledFromItsFirstRefusalUntilItHasRefusedNothingForAWhile() {
    breaker.throttled("RATE_LIMITED", "later", seconds(2), START);
    breaker.accepted(after(2_600));
    breaker.throttled("RATE_LIMITED", "still later", seconds(2), after(2_700));

    Unavailability hindrance = breaker.hindrance(after(6_000)).orElseThrow();
    assertThat(hindrance)
        .isEqualTo(new Unavailability(WorkerState.THROTTLED, "RATE_LIMITED", "still later", START));
    assertThat(breaker.hindrance(after(7_300))).isEmpty();
  }

  @Test
  void aServerThatAnswersNoRequestIsProbedByOneRequestAtATimeLessAndLessOften() {
    Instant now = START;
    int probes = 0;
    while (now.isBefore(START.plusSeconds(60))) {
      breaker.unusable("WRONG_KEY", "401", now);
      probes++;
      assertThat(breaker.untilNext(1, now.plusSeconds(5))).isEmpty();
      now = now.plus(breaker.untilNext(0, now).orElseThrow());
    }

    assertThat(probes).isBetween(12, 16);
    assertThat(Duration.between(START.plusSeconds(60), now)).isLessThan(Duration.ofSeconds(6));
  }

  @Test
  void requestsThatWereUnderWayWhenItBeganDoNotLengthenThePause() {
    for (int i = 0; i < MAX; i++) {
      breaker.unusable("WRONG_KEY", "401", START);
    }

    assertThat(breaker.untilNext(0, START).orElseThrow())
        .isLessThanOrEqualTo(Duration.ofMillis(500));
  }

  @Test
  void oneAnswerEndsAnOutage() {
    breaker.unusable("WRONG_KEY", "401", START);
    breaker.accepted(after(600));

    assertThat(breaker.hindrance(after(600))).isEmpty();
    assertThat(breaker.readySince()).isEqualTo(after(600));
    assertThat(atOnce(after(600))).isEqualTo(1);
    assertThat(atOnce(after(2_200))).isEqualTo(MAX);
  }

  @Test
  void failuresAmongAnswersAreNoOutage() {
    for (int i = 0; i < 100; i++) {
      breaker.accepted(after(i));
      breaker.failed("SERVER_ERROR", "500", Optional.empty(), after(i));
      breaker.failed("SERVER_ERROR", "500", Optional.empty(), after(i));
      breaker.failed("SERVER_ERROR", "500", Optional.empty(), after(i));
    }

    assertThat(breaker.hindrance(after(100))).isEmpty();
  }

  @Test
  void severalFailuresAndNoAnswerAreAnOutage() {
    for (int i = 0; i < Breaker.OUTAGE; i++) {
      assertThat(breaker.hindrance(after(i))).isEmpty();
      breaker.failed("SERVER_ERROR", "503", Optional.empty(), after(i));
    }

    assertThat(breaker.hindrance(after(3)).orElseThrow().state()).isEqualTo(WorkerState.BLOCKED);
  }

  @Test
  void refusalsOfManyPromptsInARowBlockTheServerWithTheReason() {
    for (int i = 0; i < Refusals.EVERY; i++) {
      assertThat(breaker.hindrance(after(i))).isEmpty();
      breaker.refused(Optional.of("prompt-" + i), 400, "400 unknown field", after(i));
    }

    Unavailability hindrance = breaker.hindrance(after(8)).orElseThrow();
    assertThat(hindrance.state()).isEqualTo(WorkerState.BLOCKED);
    assertThat(hindrance.code()).isEqualTo(Breaker.REFUSES_ALL);
    assertThat(hindrance.reason()).contains("400 unknown field");
    assertThat(breaker.untilNext(0, after(8)).orElseThrow()).isPositive();
  }

  @Test
  void refusalsOfOnePromptAreItsOwnHoweverMany() {
    for (int i = 0; i < 10 * Refusals.EVERY; i++) {
      breaker.refused(Optional.of("prompt"), 400, "400 bad", after(i));
    }

    assertThat(breaker.hindrance(after(100))).isEmpty();
  }

  @Test
  void refusalsWithAnAcceptedRequestInBetweenAreThePromptsOwn() {
    for (int i = 0; i < 10 * Refusals.EVERY; i++) {
      breaker.refused(Optional.of("prompt-" + i), 400, "400 bad", after(i));
      if (i % (Refusals.EVERY - 1) == 0) {
        breaker.accepted(after(i));
      }
    }

    assertThat(breaker.hindrance(after(100))).isEmpty();
  }

  @Test
  void refusalsForDifferentReasonsAreNotOneCondition() {
    for (int i = 0; i < 10 * Refusals.EVERY; i++) {
      breaker.refused(Optional.of("prompt-" + i), i % 2 == 0 ? 400 : 422, "bad", after(i));
    }

    assertThat(breaker.hindrance(after(100))).isEmpty();
  }

  @Test
  void aServerThatRefusesEveryRequestIsAskedAgainAndOneAcceptedRequestEndsIt() {
    refuseAll();
    Instant probe = START.plus(breaker.untilNext(0, START).orElseThrow());
    breaker.refused(Optional.of("prompt-1"), 400, "400 unknown field", probe);
    Instant second = probe.plus(breaker.untilNext(0, probe).orElseThrow());
    assertThat(breaker.refusesAll()).isTrue();

    breaker.accepted(second);

    assertThat(breaker.refusesAll()).isFalse();
    assertThat(breaker.hindrance(second)).isEmpty();
  }

  @Test
  void aPromptThatIsRefusedForItsLengthDoesNotEndTheRefusalOfAll() {
    refuseAll();

    breaker.refusedForItself(after(1_000));

    assertThat(breaker.hindrance(after(1_000))).isPresent();
  }

  @Test
  void anotherRefusalIsAwaitedOnlyWhereItMayTellMore() {
    assertThat(breaker.refused(Optional.of("first"), 400, "400 bad", START)).isTrue();
    assertThat(breaker.refused(Optional.of("first"), 400, "400 bad", after(1))).isFalse();
    breaker.accepted(after(2));
    assertThat(breaker.refused(Optional.of("second"), 400, "400 bad", after(3))).isFalse();
  }

  private void refuseAll() {
    for (int i = 0; i < Refusals.EVERY; i++) {
      breaker.refused(Optional.of("prompt-" + i), 400, "400 unknown field", START);
    }
  }

  private int atOnce(Instant now) {
    int inFlight = 0;
    while (breaker.untilNext(inFlight, now).filter(Duration::isZero).isPresent()) {
      inFlight++;
    }
    return inFlight;
  }

  private static Instant after(long millis) {
    return START.plusMillis(millis);
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }
}
