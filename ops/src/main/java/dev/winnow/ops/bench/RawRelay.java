package dev.winnow.ops.bench;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.kafka.KafkaConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The reference: records as large as the pipeline's own go the same way, trials to candidates to
 * samples and verdicts to a last reader, through plain clients that only copy bytes.
 */
final class RawRelay {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final int PARTITIONS = 4;

  private final KafkaConnection connection;
  private final int prompts;
  private final int candidates;
  private final byte[] trial;
  private final byte[] candidate;
  private final byte[] sample;
  private final byte[] verdict;

  RawRelay(KafkaConnection connection, String pool, int prompts, int candidates) {
    this.connection = connection;
    this.prompts = prompts;
    this.candidates = candidates;
    this.trial = first(connection.topics().trials(pool));
    this.candidate = first(connection.topics().candidates());
    this.sample = first(connection.topics().samples(Outcome.ACCEPTED));
    this.verdict = first(connection.topics().verdicts());
  }

  /** Seconds until the last reader has seen every sample. */
  double seconds(int run) throws InterruptedException, ExecutionException {
    String trials = "raw.trials." + run;
    String relayed = "raw.candidates." + run;
    String samples = "raw.samples." + run;
    String verdicts = "raw.verdicts." + run;
    createTopics(List.of(trials, relayed, samples, verdicts));
    int total = prompts * candidates;
    long start = System.nanoTime();
    try (KafkaProducer<byte[], byte[]> first = producer();
        KafkaProducer<byte[], byte[]> second = producer();
        KafkaProducer<byte[], byte[]> third = producer()) {
      CompletableFuture<Void> sampled =
          follow(
              trials,
              prompts,
              record -> {
                for (int i = 0; i < candidates; i++) {
                  second.send(new ProducerRecord<>(relayed, record.key(), candidate));
                }
              });
      CompletableFuture<Void> judged =
          follow(
              relayed,
              total,
              record -> {
                third.send(new ProducerRecord<>(samples, record.key(), sample));
                third.send(new ProducerRecord<>(verdicts, record.key(), verdict));
              });
      CompletableFuture<Void> read = follow(samples, total, record -> {});
      CompletableFuture<Void> planned = follow(verdicts, total, record -> {});
      for (int i = 0; i < prompts; i++) {
        byte[] key = ("raw-" + i).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        first.send(new ProducerRecord<>(trials, key, trial));
      }
      CompletableFuture.allOf(sampled, judged, read, planned).get();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private CompletableFuture<Void> follow(
      String topic, int records, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    return CompletableFuture.runAsync(
        () -> {
          try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
            for (int seen = 0; seen < records; ) {
              for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                each.accept(record);
                seen++;
              }
            }
          }
        },
        command -> Thread.ofPlatform().name("raw-" + topic).start(command));
  }

  private byte[] first(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(topic)) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          return record.value();
        }
      }
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer(String topic) {
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.properties(
                Map.of("max.poll.records", 2_000, "isolation.level", "read_committed")),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  private KafkaProducer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        connection.properties(
            Map.of(
                "enable.idempotence",
                true,
                "acks",
                "all",
                "compression.type",
                "zstd",
                "linger.ms",
                5,
                "batch.size",
                128 << 10)),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private void createTopics(List<String> names) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(connection.properties(Map.of()))) {
      List<NewTopic> topics =
          names.stream()
              .map(
                  name ->
                      new NewTopic(name, PARTITIONS, (short) 1)
                          .configs(Map.of("compression.type", "zstd")))
              .toList();
      admin.createTopics(topics).all().get();
    }
  }
}
