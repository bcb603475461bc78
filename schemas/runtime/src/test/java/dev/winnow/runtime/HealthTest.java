package dev.winnow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HealthTest {
  @Test
  void theWorstOfSeveralIsTheFirstThatFailed() {
    Health worst =
        Health.worst(
            Stream.of(
                Health.ok(),
                new Health.Degraded("slow"),
                new Health.Failed("one"),
                new Health.Starting("restoring"),
                new Health.Failed("other")));

    assertThat(worst.describe()).isEqualTo("failed: one");
    assertThat(worst.isFailed()).isTrue();
  }

  @Test
  void theWorstOfNoHealthIsOk() {
    assertThat(Health.worst(Stream.empty()).describe()).isEqualTo("ok");
  }
}
