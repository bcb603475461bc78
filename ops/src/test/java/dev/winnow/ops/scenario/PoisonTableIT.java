package dev.winnow.ops.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalConfigs;
import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.testing.Records;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every kind of poison on every topic, while prompts run. {@code -Dwinnow.poison.records=1000
 * -Dwinnow.poison.prompts=500} makes it large.
 */
class PoisonTableIT {
  private static final String POOL = Records.POOL;
  private static final int PROMPTS = Integer.getInteger("winnow.poison.prompts", 30);

  @TempDir private Path directory;

  /** The topics whose records are each for one reader. */
  private static List<String> streams(Topics topics) {
    List<String> streams =
        new ArrayList<>(
            List.of(
                topics.prompts(),
                topics.candidates(),
                topics.verdicts(),
                topics.usageReports(),
                topics.quotaLeases(),
                topics.sampling(POOL)));
    for (Outcome outcome : Outcome.values()) {
      streams.add(topics.samples(outcome));
    }
    return streams;
  }

  /** The compacted topics, which take no record without a key, and where no value means gone. */
  private static List<String> tables(Topics topics) {
    return List.of(topics.recipes(), topics.progress(), topics.workers());
  }

  @Test
  void noRecordStopsAStageAndAllArePassedToTheDeadLetters() throws Exception {
    SeededEngine engine = new SeededEngine();
    try (LocalService service = new LocalService(config())) {
      service.start(Map.of(POOL, () -> engine));
      KafkaConnection connection = service.connection();
      publish(connection, Records.recipe());
      publishPrompts(connection, 0, PROMPTS / 2);

      Set<Place> expected = poison(connection);
      publishPrompts(connection, PROMPTS / 2, PROMPTS);

      StreamEnd.await(
          connection,
          PROMPTS,
          () -> assertThat(service.health().describe()).doesNotContain("failed"));
      awaitDeadLetters(connection, expected);
      BooksBalance.verify(connection, directory.resolve("datasets"), PROMPTS);
      assertThat(service.health().describe()).isEqualTo("ok");
    }
  }

  private static Set<Place> poison(KafkaConnection connection) throws Exception {
    List<String> streams = streams(connection.topics());
    List<String> topics = new ArrayList<>(streams);
    topics.addAll(tables(connection.topics()));
    int kinds = Poison.values().length;
    int records = Integer.getInteger("winnow.poison.records", topics.size() * kinds);
    Set<Place> expected = new HashSet<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            connection.properties(Map.of("max.request.size", 32 << 20, "compression.type", "zstd")),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int i = 0; i < records; i++) {
        String topic = topics.get(i % topics.size());
        Poison kind = Poison.values()[i / topics.size() % kinds];
        boolean isCompacted = !streams.contains(topic);
        var record = kind.on(topic, connection);
        if (isCompacted && record.key() == null) {
          continue;
        }
        RecordMetadata at = producer.send(record).get();
        if (!(isCompacted && record.value() == null)
            && !kind.meansSomethingOn(topic, connection.topics())) {
          expected.add(new Place(topic, at.partition(), at.offset()));
        }
      }
    }
    return expected;
  }

  /** Keeps the places alone: the letters themselves may be megabytes each. */
  private static void awaitDeadLetters(KafkaConnection connection, Set<Place> expected) {
    String topic = connection.topics().deadLetters();
    Decoder<DeadLetter> decoder = new Decoder<>(connection.registry(), DeadLetter.class);
    Set<Place> missing = new HashSet<>(expected);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            connection.properties(
                Map.of("isolation.level", "read_committed", "max.poll.records", 20)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await("all poison in the dead letters")
          .atMost(Duration.ofMinutes(2))
          .untilAsserted(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(
                        record -> {
                          if (decoder.decode(topic, record.value())
                              instanceof Good<DeadLetter> good) {
                            DeadLetter letter = good.value();
                            missing.remove(
                                new Place(
                                    letter.getTopic(), letter.getPartition(), letter.getOffset()));
                          }
                        });
                assertThat(missing).isEmpty();
              });
    }
  }

  private static void publish(KafkaConnection connection, Recipe recipe) throws Exception {
    try (Publisher publisher = new Publisher(connection)) {
      publisher.publish(recipe).get();
    }
  }

  private static void publishPrompts(KafkaConnection connection, int from, int to)
      throws Exception {
    try (Publisher publisher = new Publisher(connection)) {
      for (int i = from; i < to; i++) {
        Prompt prompt = Records.prompt("p" + i);
        publisher.publish(prompt).get();
      }
    }
  }

  private LocalConfig config() {
    return LocalConfigs.in(directory, POOL);
  }
}
