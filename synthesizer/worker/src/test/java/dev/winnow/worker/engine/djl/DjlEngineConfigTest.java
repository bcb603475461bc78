package dev.winnow.worker.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DjlEngineConfigTest {
  private static final int PROCESSORS = 16;

  @Test
  void thereAreAsManyThreadsAsProcessorsByDefault() {
    assertThat(DjlEngineConfig.threads(null, PROCESSORS)).isEqualTo(PROCESSORS);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "24, 24", "' 3 ', 3", "'4,2,1', 4"})
  void theChoiceForOpenMpIsTaken(String chosen, int threads) {
    assertThat(DjlEngineConfig.threads(chosen, PROCESSORS)).isEqualTo(threads);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "many", "1.5", ",", "99999999999999999999"})
  void whatOpenMpWouldNotTakeIsNoChoice(String chosen) {
    assertThat(DjlEngineConfig.threads(chosen, PROCESSORS)).isEqualTo(PROCESSORS);
  }
}
