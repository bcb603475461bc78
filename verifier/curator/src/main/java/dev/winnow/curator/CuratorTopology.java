package dev.winnow.curator;

import dev.winnow.runtime.kafka.BoundedSerde;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.AvroSerializer;
import java.util.ArrayList;
import java.util.List;
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
 * The curator's topology: one processor reads rows and progress, and writes selected rows, pairs
 * and dead letters, in one transaction.
 */
final class CuratorTopology {
  static final String PROMPTS = "prompts";
  static final String ROWS = "rows";
  static final String WINDOWS = "windows";
  static final String WAITING = "waiting";
  static final String SELECTED_SINK = "to-selected";
  static final String PAIRS_SINK = "to-pairs";
  static final String DEAD_LETTERS_SINK = "to-dead-letters";
  private static final String PROCESSOR = "curator";

  private CuratorTopology() {}

  static Topology build(KafkaConnection connection, RecordGuard guard) {
    Topics topics = connection.topics();
    Topology topology = new Topology();
    List<String> sources = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      sources.add(source(topology, topics.samples(outcome)));
    }
    sources.add(source(topology, topics.progress()));
    topology
        .addProcessor(
            PROCESSOR,
            guard.guarded(DEAD_LETTERS_SINK, () -> new CuratorProcessor(connection, guard)),
            sources.toArray(String[]::new))
        .addStateStore(store(PROMPTS, Serdes.String()), PROCESSOR)
        .addStateStore(store(ROWS, Serdes.Bytes()), PROCESSOR)
        .addStateStore(store(WINDOWS, Serdes.String()), PROCESSOR)
        .addStateStore(store(WAITING, Serdes.Bytes()), PROCESSOR);
    addSink(topology, connection, SELECTED_SINK, topics.selected());
    addSink(topology, connection, PAIRS_SINK, topics.pairs());
    addSink(topology, connection, DEAD_LETTERS_SINK, topics.deadLetters());
    return topology;
  }

  private static String source(Topology topology, String topic) {
    String name = "from-" + topic;
    // Nothing here depends on a record's timestamp, so a missing one must not stop the stage.
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        new WallclockTimestampExtractor(),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer(),
        topic);
    return name;
  }

  private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(String name, Serde<K> keys) {
    // A row may be as large as a record; the default limit of a changelog is 1 MiB.
    String most = String.valueOf(TopicSettings.MAX_RECORD_BYTES);
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), keys, BoundedSerde.bytes())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, most));
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
