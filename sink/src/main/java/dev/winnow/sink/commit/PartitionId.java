package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.apache.kafka.common.TopicPartition;

/** A partition of a topic, written {@code topic/3}. */
public record PartitionId(String topic, int partition) {
  @JsonCreator
  static PartitionId parse(String text) {
    int slash = text.lastIndexOf('/');
    return new PartitionId(text.substring(0, slash), Integer.parseInt(text.substring(slash + 1)));
  }

  /** Returns the same partition in Kafka's type. */
  public TopicPartition toKafka() {
    return new TopicPartition(topic, partition);
  }

  @Override
  @JsonValue
  public String toString() {
    return topic + '/' + partition;
  }
}
