package dev.winnow.ops.reverify;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.runtime.kafka.TopicScan.End;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The rows on the topics of accepted, rejected and undecided candidates. The first reading
 * determines where they end, and later readings stop there, so that rows that are written meanwhile
 * are not read as if they had been there.
 */
public final class TopicRows implements StoredRows {
  private final KafkaConnection connection;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private boolean isRead;

  public TopicRows(KafkaConnection connection) {
    this.connection = connection;
  }

  @Override
  public void forEach(Consumer<Sample> visitor) {
    Map<TopicPartition, Long> read = new HashMap<>();
    Decoder<Sample> decoder = new Decoder<>(connection.registry(), Sample.class);
    try (TopicScan scan = new TopicScan(connection)) {
      for (Outcome outcome : Outcome.values()) {
        String topic = connection.topics().samples(outcome);
        read.putAll(
            scan.read(
                topic,
                Map.of(),
                End.COMMITTED,
                record -> {
                  TopicPartition at = new TopicPartition(topic, record.partition());
                  boolean isWithin = !isRead || record.offset() < ends.getOrDefault(at, 0L);
                  if (isWithin
                      && decoder.decode(topic, record.value()) instanceof Good<Sample> good) {
                    visitor.accept(good.value());
                  }
                }));
      }
    }
    if (!isRead) {
      ends.putAll(read);
      isRead = true;
    }
  }

  /**
   * Returns the offset after the last row of the first reading, for each partition that has rows.
   */
  Map<TopicPartition, Long> ends() {
    return Map.copyOf(ends);
  }
}
