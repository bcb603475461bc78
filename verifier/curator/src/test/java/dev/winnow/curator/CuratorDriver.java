package dev.winnow.curator;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.AvroDeserializer;
import dev.winnow.schemas.serde.AvroSerializer;
import dev.winnow.schemas.testing.InMemorySchemaRegistry;
import dev.winnow.schemas.testing.Records;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The curator's topology without a broker, at the time {@link Records#NOW}. */
final class CuratorDriver implements AutoCloseable {
  private final KafkaConnection connection =
      new KafkaConnection("unused:9092", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());
  private final TopologyTestDriver driver;

  CuratorDriver(Path stateDirectory) {
    Properties properties = new Properties();
    properties.putAll(StreamsProperties.local(stateDirectory).of(connection, CuratorStage.NAME));
    driver =
        new TopologyTestDriver(
            CuratorTopology.build(connection, RecordGuard.inMemory(CuratorStage.NAME)),
            properties,
            Records.NOW);
  }

  void send(Sample row) {
    send(connection.topics().samples(row.getOutcome()), row.getPromptId(), bytes(row));
  }

  void send(Progress progress) {
    send(connection.topics().progress(), progress.getPromptId(), bytes(progress));
  }

  /** The planner forgets a prompt. */
  void forget(String promptId) {
    send(connection.topics().progress(), promptId, null);
  }

  void sendToAccepted(String key, byte[] value) {
    send(connection.topics().prefix() + "accepted", key, value);
  }

  byte[] bytes(SpecificRecord record) {
    byte[] bytes = new AvroSerializer<>(connection.registry()).serialize("any", record);
    if (bytes == null) {
      throw new IllegalStateException("nothing was written");
    }
    return bytes;
  }

  private void send(String topic, String key, byte @Nullable [] value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), value));
  }

  /** Lets time pass. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Selected rows that were not read yet; so are all lists below. */
  List<Sample> selected() {
    return read(connection.topics().selected(), Sample.class);
  }

  List<Pair> pairs() {
    return read(connection.topics().pairs(), Pair.class);
  }

  List<DeadLetter> deadLetters() {
    return read(connection.topics().deadLetters(), DeadLetter.class);
  }

  private <T extends SpecificRecord> List<T> read(String topic, Class<T> type) {
    return driver
        .createOutputTopic(
            topic, new StringDeserializer(), new AvroDeserializer<>(connection.registry(), type))
        .readValuesToList();
  }

  /** Number of entries in this store. */
  int entries(String name) {
    KeyValueStore<Object, byte[]> store = driver.getKeyValueStore(name);
    int entries = 0;
    try (KeyValueIterator<Object, byte[]> all = store.all()) {
      while (all.hasNext()) {
        all.next();
        entries++;
      }
    }
    return entries;
  }

  @Override
  public void close() {
    driver.close();
  }
}
