package dev.winnow.ops.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinatorsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 50})
  void oneIdFallsToEachPartition(int partitions) {
    assertThat(Coordinators.unknown(partitions))
        .hasSize(partitions)
        .extracting(id -> Utils.abs(id.hashCode()) % partitions)
        .doesNotHaveDuplicates();
  }

  @Test
  void aTopicThatDoesNotExistHasNoCoordinators() {
    assertThat(Coordinators.unknown(0)).isEmpty();
  }
}
