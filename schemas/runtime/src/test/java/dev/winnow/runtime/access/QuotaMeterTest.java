package dev.winnow.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class QuotaMeterTest {
  private final AtomicLong now = new AtomicLong();
  private final QuotaMeter meter = new QuotaMeter(now::get);

  @Test
  void admitsAsManyRequestsAsTheQuotaInAnyLongTime() {
    AccessToken token = token(new TokenQuota(10, Double.POSITIVE_INFINITY));
    int admitted = 0;

    for (int i = 0; i < 10_000; i++) {
      now.addAndGet(Duration.ofMillis(10).toNanos());
      admitted += meter.admit(token).isZero() ? 1 : 0;
    }

    // 100 s at 10 requests a second, and the burst of one second.
    assertThat(admitted).isBetween(1_000, 1_010);
  }

  @Test
  void saysHowLongToWait() {
    AccessToken token = token(new TokenQuota(0.5, Double.POSITIVE_INFINITY));
    meter.admit(token);

    assertThat(meter.admit(token)).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void makesATokenWaitUntilALargeBodyIsPaidFor() {
    AccessToken token = token(new TokenQuota(Double.POSITIVE_INFINITY, 1_000));
    meter.admit(token);
    meter.charge(token, 5_000);

    assertThat(meter.admit(token)).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4_002));
    now.addAndGet(Duration.ofMillis(4_002).toNanos());
    assertThat(meter.admit(token)).isZero();
  }

  @Test
  void countsTokensApart() {
    AccessToken one = token(new TokenQuota(1, Double.POSITIVE_INFINITY));
    AccessToken other = new AccessToken("other", one.sha256(), one.roles(), one.quota());
    meter.admit(one);

    assertThat(meter.admit(other)).isZero();
  }

  @Test
  void limitsNothingWithoutAQuota() {
    AccessToken token = token(TokenQuota.NONE);
    for (int i = 0; i < 1_000; i++) {
      meter.admit(token);
      meter.charge(token, Long.MAX_VALUE);
    }

    assertThat(meter.admit(token)).isZero();
  }

  private static AccessToken token(TokenQuota quota) {
    return new AccessToken("one", TokenSecret.hash("one"), Set.of(Role.READ), quota);
  }
}
