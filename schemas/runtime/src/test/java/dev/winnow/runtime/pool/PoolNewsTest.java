package dev.winnow.runtime.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.pool.PoolCondition.Blocked;
import dev.winnow.runtime.pool.PoolCondition.NoWorker;
import dev.winnow.runtime.pool.PoolCondition.Sampling;
import dev.winnow.runtime.pool.PoolCondition.Throttled;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PoolNewsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T12:03:00Z");
  private static final PoolCondition KEY = new Blocked("WRONG_KEY", "401 wrong key", NOW);
  private static final PoolCondition QUOTA = new Throttled("QUOTA", "429 quota", NOW);

  private final PoolNews news = new PoolNews();

  @Test
  void reasonsThatAlternateAreEachSaidOnce() {
    assertThat(news.isNews("a", KEY)).isTrue();
    assertThat(news.isNews("a", QUOTA)).isTrue();
    for (int i = 0; i < 1_000; i++) {
      assertThat(news.isNews("a", KEY)).isFalse();
      assertThat(news.isNews("a", new Throttled("QUOTA", "429 quota, " + i, NOW))).isFalse();
      assertThat(news.isNews("a", new Blocked("WRONG_KEY", "401", NOW.plusSeconds(i)))).isFalse();
    }
  }

  @Test
  void eachPoolHasItsOwnNews() {
    assertThat(news.isNews("a", KEY)).isTrue();
    assertThat(news.isNews("b", KEY)).isTrue();
    assertThat(news.isNews("a", KEY)).isFalse();
    assertThat(news.isNews("b", KEY)).isFalse();
  }

  @Test
  void aReasonIsNewsAgainAfterThePoolSampled() {
    assertThat(news.isNews("a", new Sampling(NOW))).isFalse();
    assertThat(news.isNews("a", KEY)).isTrue();
    assertThat(news.isNews("a", new Sampling(NOW))).isTrue();
    assertThat(news.isNews("a", new Sampling(NOW))).isFalse();
    assertThat(news.isNews("a", KEY)).isTrue();
  }

  @Test
  void whatIsRememberedIsBounded() {
    int said = 0;
    for (int i = 0; i < 1_000; i++) {
      said += news.isNews("a", new Blocked("CODE" + i, "reason", NOW)) ? 1 : 0;
    }
    assertThat(said).isEqualTo(PoolNews.MAX_REASONS);
  }

  @Test
  void timesAreOfTheZoneWithTheDateWhereItIsNotToday() {
    ZoneId tokyo = ZoneId.of("Asia/Tokyo");

    assertThat(KEY.describe("a", tokyo, NOW)).endsWith("since 21:03");
    assertThat(KEY.describe("a", tokyo, NOW.plusSeconds(3 * 3600)))
        .endsWith("since 2026-01-02 21:03");
    assertThat(KEY.describe("a", ZoneOffset.UTC, NOW.plusSeconds(3 * 3600)))
        .endsWith("since 12:03 UTC");
    assertThat(KEY.describe("a", ZoneId.of("UTC"), NOW)).endsWith("since 12:03 UTC");
    assertThat(QUOTA.describe("a", NOW.plusSeconds(86_400))).endsWith("since 2026-01-02 12:03 UTC");
    assertThat(new NoWorker(NOW).describe("a", NOW)).isEqualTo("pool \"a\": no worker");
  }
}
