package dev.winnow.verifier;

import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.schemas.Candidate;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Score;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
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
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The verifier's topology without a broker, at the time {@link Records#NOW}. */
final class VerifierDriver implements AutoCloseable {
  static final int MAX_RESPONSE_CHARS = 10_000;

  private final KafkaConnection connection =
      new KafkaConnection("unused:9092", new InMemorySchemaRegistry(), Topics.DEFAULT, Map.of());
  private final AvroSerializer<Candidate> serializer = new AvroSerializer<>(connection.registry());
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> candidates;

  VerifierDriver(Path stateDirectory) {
    StreamsProperties streams = StreamsProperties.local(stateDirectory);
    Properties properties = new Properties();
    properties.putAll(streams.of(connection, VerifierStage.NAME));
    VerifierConfig config = new VerifierConfig(streams, MAX_RESPONSE_CHARS);
    driver =
        new TopologyTestDriver(VerifierTopology.build(connection, config), properties, Records.NOW);
    candidates =
        driver.createInputTopic(
            connection.topics().candidates(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  byte[] bytes(Candidate candidate) {
    byte[] bytes = serializer.serialize(connection.topics().candidates(), candidate);
    if (bytes == null) {
      throw new IllegalStateException("nothing was written");
    }
    return bytes;
  }

  byte[] bytes(SpecificRecord other) {
    byte[] bytes = new AvroSerializer<>(connection.registry()).serialize("other", other);
    if (bytes == null) {
      throw new IllegalStateException("nothing was written");
    }
    return bytes;
  }

  void send(Candidate candidate) {
    send(candidate.getPrompt().getId().getBytes(StandardCharsets.UTF_8), bytes(candidate));
  }

  void send(byte @Nullable [] key, byte @Nullable [] value) {
    candidates.pipeInput(new TestRecord<>(key, value));
  }

  void send(Score score) {
    send(connection.topics().scores(), score.getPromptId(), score);
  }

  /** A worker reports its status. */
  void send(WorkerStatus status) {
    String key = status.getPool() + "/" + status.getWorker();
    send(connection.topics().workers(), key, status);
  }

  private void send(String topic, String key, SpecificRecord value) {
    driver
        .createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
        .pipeInput(new TestRecord<>(key.getBytes(StandardCharsets.UTF_8), bytes(value)));
  }

  /** Lets this much time go by, second by second. */
  void pass(Duration time) {
    driver.advanceWallClockTime(time);
  }

  /** Scoring requests that were not read yet; so are all lists below. */
  List<ScoringRequest> scoringRequests(String pool) {
    return output(connection.topics().scoring(pool), ScoringRequest.class).readValuesToList();
  }

  List<ScoringStarted> started() {
    return output(connection.topics().scoringStarted(), ScoringStarted.class).readValuesToList();
  }

  TestOutputTopic<String, Verdict> verdicts() {
    return output(connection.topics().verdicts(), Verdict.class);
  }

  TestOutputTopic<String, Sample> rows(Outcome outcome) {
    return output(connection.topics().samples(outcome), Sample.class);
  }

  List<DeadLetter> deadLetters() {
    return output(connection.topics().deadLetters(), DeadLetter.class).readValuesToList();
  }

  /** The one verdict that was not yet read. */
  Verdict verdict() {
    List<Verdict> all = verdicts().readValuesToList();
    if (all.size() != 1) {
      throw new AssertionError("want one verdict, not " + all);
    }
    return all.getFirst();
  }

  /** A store of the stage, to be prepared or looked into. */
  <K> KeyValueStore<K, byte[]> store(String name) {
    return driver.getKeyValueStore(name);
  }

  /** Number of entries in this store. */
  int entries(String name) {
    int entries = 0;
    try (KeyValueIterator<Object, byte[]> all = store(name).all()) {
      while (all.hasNext()) {
        all.next();
        entries++;
      }
    }
    return entries;
  }

  /** Bytes of all keys and values of a store whose keys are bytes. */
  int bytesOf(String name) {
    int bytes = 0;
    try (KeyValueIterator<Bytes, byte[]> all = this.<Bytes>store(name).all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> entry = all.next();
        bytes += entry.key.get().length + entry.value.length;
      }
    }
    return bytes;
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      String topic, Class<T> type) {
    return driver.createOutputTopic(
        topic, new StringDeserializer(), new AvroDeserializer<>(connection.registry(), type));
  }

  @Override
  public void close() {
    driver.close();
  }
}
