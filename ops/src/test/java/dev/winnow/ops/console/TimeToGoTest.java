package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.status.StreamStatus.RecipeStatus;
import dev.winnow.schemas.testing.Records;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeToGoTest {
  private static final Instant START = Records.NOW;
  private final TimeToGo toGo = new TimeToGo();

  @Test
  void theFirstLookKnowsNoRate() {
    TimeToGo.Estimate estimate = look(100, 50, 0);

    assertThat(estimate.endedPerSecond()).isNull();
    assertThat(estimate.seconds()).isNull();
  }

  @Test
  void theRangeIsTwoStandardDeviationsOfTheEndedPrompts() {
    look(200, 0, 0);

    TimeToGo.Estimate estimate = look(100, 100, 50);

    assertThat(estimate.endedPerSecond()).isEqualTo(2.0);
    assertThat(estimate.seconds()).isEqualTo(50.0);
    assertThat(estimate.low()).isEqualTo(100 * 50.0 / 120);
    assertThat(estimate.high()).isEqualTo(100 * 50.0 / 80);
  }

  @Test
  void tooFewEndedPromptsGiveNoEstimate() {
    look(100, 0, 0);

    assertThat(look(96, 4, 60).seconds()).isNull();
  }

  @Test
  void aRecipeWithoutOpenPromptsIsDone() {
    look(1, 0, 0);

    assertThat(look(0, 1, 1).seconds()).isZero();
  }

  @Test
  void looksOlderThanTheWindowDoNotCount() {
    look(1_000, 0, 0);
    look(900, 100, TimeToGo.WINDOW.toSeconds() + 1);

    TimeToGo.Estimate estimate = look(880, 120, TimeToGo.WINDOW.toSeconds() + 11);

    assertThat(estimate.endedPerSecond()).isEqualTo(2.0);
  }

  private TimeToGo.Estimate look(long open, long ended, long atSecond) {
    RecipeStatus recipe =
        new RecipeStatus("r", open, Map.of("SATISFIED", ended), Map.of(), 0, 0, 0, 0, 0, 0);
    return toGo.look(List.of(recipe), START.plusSeconds(atSecond)).getFirst();
  }
}
