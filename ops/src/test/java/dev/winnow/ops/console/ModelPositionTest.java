package dev.winnow.ops.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class ModelPositionTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Map<String, String> IDS = Map.of("progress", "id-1", "verdicts", "id-2");
  private static final Map<TopicPartition, Long> OFFSETS =
      Map.of(new TopicPartition("progress", 0), 7L, new TopicPartition("verdicts", 3), 9L);

  private final ModelPosition position = ModelPosition.of(NOW, IDS, OFFSETS);

  @Test
  void aPositionOfTheTopicsThatAreThereIsUsed() {
    assertThat(position.unusable(IDS, NOW.plusSeconds(60))).isEmpty();
    assertThat(position.positions()).isEqualTo(OFFSETS);
  }

  @Test
  void aTopicThatWasMadeAnewOrIsMissingMakesItUseless() {
    assertThat(position.unusable(Map.of("progress", "id-1", "verdicts", "other"), NOW))
        .hasValueSatisfying(why -> assertThat(why).contains("verdicts", "made anew"));
    assertThat(position.unusable(Map.of("progress", "id-1"), NOW)).isPresent();
  }

  @Test
  void anotherSchemaVersionMakesItUseless() {
    ModelPosition old =
        new ModelPosition(
            ModelPosition.VERSION - 1, position.readAt(), position.topics(), position.offsets());

    assertThat(old.unusable(IDS, NOW))
        .hasValueSatisfying(why -> assertThat(why).contains("version"));
  }

  @Test
  void aPositionIsUselessIfItIsOlderThanTopicsKeepDeletionsOrInTheFuture() {
    assertThat(position.unusable(IDS, NOW.plus(ModelPosition.OLDEST).plusSeconds(1))).isPresent();
    assertThat(position.unusable(IDS, NOW.minus(ModelPosition.OLDEST).minusSeconds(1))).isPresent();
  }
}
