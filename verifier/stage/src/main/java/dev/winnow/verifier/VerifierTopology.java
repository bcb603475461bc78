package dev.winnow.verifier;

import dev.winnow.runtime.kafka.BoundedSerde;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.AvroSerializer;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The verifier's topology: one processor reads candidates and writes samples, verdicts and dead
 * letters, in one transaction.
 */
public final class VerifierTopology {
  static final String JUDGED = "judged";
  static final String HELD = "held";
  static final String KEPT = "verdicts";
  static final String SEEN = "responses";
  static final String VERDICTS_SINK = "to-verdicts";
  static final String DEAD_LETTERS_SINK = "to-dead-letters";
  private static final String PROCESSOR = "verifier";

  private VerifierTopology() {}

  /** Builds the topology, with a guard whose log ends with the process. */
  public static Topology build(KafkaConnection connection, VerifierConfig config) {
    return build(connection, config, RecordGuard.inMemory(VerifierStage.NAME));
  }

  /** Builds the topology. */
  static Topology build(KafkaConnection connection, VerifierConfig config, RecordGuard guard) {
    Topics topics = connection.topics();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    Topology topology =
        new Topology()
            // No decision depends on a record's timestamp, so a missing one must not stop the
            // stage.
            .addSource(
                AutoOffsetReset.earliest(),
                "from-candidates",
                new WallclockTimestampExtractor(),
                bytes,
                bytes,
                topics.candidates())
            .addProcessor(
                PROCESSOR,
                guard.guarded(DEAD_LETTERS_SINK, () -> new VerifierProcessor(connection, config)),
                "from-candidates")
            .addStateStore(store(JUDGED, Serdes.String()), PROCESSOR)
            .addStateStore(store(HELD, Serdes.Bytes()), PROCESSOR)
            .addStateStore(store(KEPT, Serdes.Bytes()), PROCESSOR)
            .addStateStore(store(SEEN, Serdes.Bytes()), PROCESSOR);
    for (Outcome outcome : Outcome.values()) {
      addSink(topology, connection, sinkOf(outcome), topics.samples(outcome));
    }
    addSink(topology, connection, VERDICTS_SINK, topics.verdicts());
    addSink(topology, connection, DEAD_LETTERS_SINK, topics.deadLetters());
    return topology;
  }

  private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(String name, Serde<K> keys) {
    // A held row may be as large as a record; the default limit of a changelog is 1 MiB.
    String most = String.valueOf(TopicSettings.MAX_RECORD_BYTES);
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), keys, BoundedSerde.bytes())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, most));
  }

  static String sinkOf(Outcome outcome) {
    return "to-" + outcome;
  }

  private static void addSink(
      Topology topology, KafkaConnection connection, String name, String topic) {
    topology.addSink(
        name,
        topic,
        new ByteArraySerializer(),
        BoundedSerde.serializer(new AvroSerializer<SpecificRecord>(connection.registry())),
        PROCESSOR);
  }
}
