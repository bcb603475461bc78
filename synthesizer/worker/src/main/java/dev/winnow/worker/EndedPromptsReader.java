package dev.winnow.worker;

import dev.winnow.runtime.RepeatedWork;
import dev.winnow.runtime.kafka.CommittedRecords;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads the progress of prompts, beginning shortly before now. */
final class EndedPromptsReader implements RepeatedWork.Work {
  private static final long HISTORY_PER_PARTITION = 5_000;
  private static final Duration POLL = Duration.ofMillis(500);

  private final EndedPrompts ended;
  private final Decoder<Progress> decoder;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /**
   * @throws KafkaException if the topic does not exist
   */
  EndedPromptsReader(KafkaConnection connection, EndedPrompts ended) {
    this.ended = ended;
    this.decoder = new Decoder<>(connection.registry(), Progress.class);
    this.consumer =
        CommittedRecords.consumer(
            connection,
            Map.of(
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                1 << 20,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                1 << 18));
    try {
      seek(connection.topics().progress());
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  @Override
  public void turn() {
    consumer.poll(POLL).forEach(this::read);
  }

  @Override
  public void finish() {
    // Nothing to do: this reader writes nothing.
  }

  @Override
  public void close() {
    consumer.close();
  }

  private void seek(String topic) {
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    if (partitions.isEmpty()) {
      throw new KafkaException("topic '%s' does not exist".formatted(topic));
    }
    consumer.assign(partitions);
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    consumer
        .endOffsets(partitions)
        .forEach(
            (partition, end) ->
                consumer.seek(
                    partition,
                    Math.max(begins.getOrDefault(partition, 0L), end - HISTORY_PER_PARTITION)));
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String promptId = new String(record.key(), StandardCharsets.UTF_8);
    if (record.value() == null) {
      ended.onProgress(promptId, Optional.empty());
    } else if (decoder.decode(record.topic(), record.value()) instanceof Good<Progress> good
        && good.value().getPromptId().equals(promptId)) {
      ended.onProgress(promptId, Optional.of(good.value()));
    }
  }
}
