package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.training.problem.Family;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingConfigTest {
  private static final TrainingConfig DEFAULT = TrainingConfig.DEFAULT;

  @Test
  void theShippedModelIsWhatTheDefaultTrains() {
    assertThat(DEFAULT.model().vocabulary()).isEqualTo(512);
    assertThat(DEFAULT.model().hidden()).isEqualTo(128);
    assertThat(DEFAULT.model().feedForward()).isEqualTo(336);
    assertThat(DEFAULT.model().kvHeads()).isEqualTo(2);
    assertThat(DEFAULT.model().context()).isEqualTo(TrainingConfig.CONTEXT);
  }

  @Test
  void theRateRisesToItsPeakAndFallsToATenth() {
    assertThat(DEFAULT.rateAt(1)).isEqualTo(DEFAULT.rate() / DEFAULT.warmup());
    assertThat(DEFAULT.rateAt(DEFAULT.warmup())).isEqualTo(DEFAULT.rate());
    assertThat(DEFAULT.rateAt(DEFAULT.steps())).isCloseTo(DEFAULT.rate() / 10, within(1e-12));
  }

  @Test
  void fewerStepsShortenTheWarmUp() {
    assertThat(DEFAULT.withSteps(10).warmup()).isEqualTo(9);
    assertThat(DEFAULT.withSteps(1).warmup()).isZero();
  }

  @Test
  void impossibleConfigsAreRefusedByTheNameOfTheKey() {
    assertRefused("steps: want at least 1, not 0", 0, 4, 0, 280, 16, 2);
    assertRefused("batch: want at least 1, not 0", 3, 0, 1, 280, 16, 2);
    assertRefused("warmup: want 0 to steps - 1, not 3", 3, 4, 3, 280, 16, 2);
    assertRefused("vocabulary: want at least 260, not 200", 3, 4, 1, 200, 16, 2);
    assertRefused("hidden: want a multiple of twice the heads, not 18", 3, 4, 1, 280, 18, 2);
    assertRefused("heads: want an even number, not 3", 3, 4, 1, 280, 18, 3);
  }

  private static void assertRefused(
      String message, int steps, int batch, int warmup, int vocabulary, int hidden, int heads) {
    assertThatThrownBy(
            () ->
                new TrainingConfig(
                    1,
                    steps,
                    batch,
                    1e-3,
                    warmup,
                    vocabulary,
                    hidden,
                    1,
                    heads,
                    Map.of(Family.ADD, 1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
