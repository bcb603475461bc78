package dev.winnow.sink.commit;

import org.apache.kafka.common.TopicPartition;

/** A partition of a topic, written {@code topic/3}. */
public record PartitionId(String topic, int partition) {
  /** Returns the same partition in Kafka's type. */
  public TopicPartition toKafka() {
    return new TopicPartition(topic, partition);
  }

  /** Returns the partition that Kafka's type means. */
  public static PartitionId of(TopicPartition partition) {
    return new PartitionId(partition.topic(), partition.partition());
  }

  @Override
  public String toString() {
    return topic + '/' + partition;
  }
}
