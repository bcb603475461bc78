package dev.winnow.ops.tuning;

import dev.winnow.ops.tuning.TrainingTopic.Content;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.RegistryException;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the records of a topic, to which anyone may write.
 *
 * @param reader of the topic
 */
record TrainingRecords(TrainingTopic.Reader reader) {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingRecords.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** What is asked before each try. */
  interface Running {
    void require() throws InterruptedException;
  }

  /**
   * Reads a record; empty if it never can be read. Waits while the registry cannot be reached,
   * because its schema is not known until then.
   *
   * @param running throws when there is no use in waiting any longer
   */
  Optional<Content> read(ConsumerRecord<byte[], byte[]> record, Running running)
      throws InterruptedException {
    while (true) {
      try {
        return switch (reader.read(record.topic(), record.value())) {
          case Good<Content> good -> content(record, good.value());
          case Bad<Content> bad -> skip(record, bad.error());
        };
      } catch (RegistryException e) {
        LOG.warn("event=registry-unreachable effect='the training waits' reason={}", e.toString());
        running.require();
        Thread.sleep(RETRY);
      }
    }
  }

  private static Optional<Content> content(ConsumerRecord<byte[], byte[]> record, Content content) {
    return content.id().chars().anyMatch(Character::isISOControl)
        ? skip(record, "its id is not one line of text")
        : Optional.of(content);
  }

  private static Optional<Content> skip(ConsumerRecord<byte[], byte[]> record, String reason) {
    LOG.warn(
        "event=row-skipped topic={} partition={} offset={} reason='{}'",
        record.topic(),
        record.partition(),
        record.offset(),
        reason);
    return Optional.empty();
  }
}
