package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreWatchTest {
  private static final TopicPartition PARTITION = new TopicPartition("changelog", 0);

  private final RestoreWatch watch = new RestoreWatch("planner");

  @Test
  void nothingIsLeftOfAPartitionThatIsDoneThoughOffsetsHadNoRecord() {
    watch.onRestoreStart(PARTITION, "store", 0, 12);
    watch.onBatchRestored(PARTITION, "store", 12, 10);
    assertThat(watch.describe()).isEqualTo("10 records of state restored, 2 left");

    watch.onRestoreEnd(PARTITION, "store", 10);

    assertThat(watch.describe()).isEqualTo("10 records of state restored, 0 left");
  }

  @Test
  void aPartitionThatBeginsAgainIsWantedOnce() {
    watch.onRestoreStart(PARTITION, "store", 0, 12);
    watch.onBatchRestored(PARTITION, "store", 5, 5);

    watch.onRestoreStart(PARTITION, "store", 5, 12);

    assertThat(watch.left()).isEqualTo(7);
  }
}
