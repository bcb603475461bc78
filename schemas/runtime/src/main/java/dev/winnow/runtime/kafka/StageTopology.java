package dev.winnow.runtime.kafka;

import dev.winnow.schemas.serde.AvroSerializer;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.Stores;

/**
 * Builds the topology of a stage. Every record is read as bytes, so that none can stop the stream
 * before its processor sees it. What is written is Avro, and no larger than a record may be. Not
 * thread-safe.
 */
public final class StageTopology {
  private final Topology topology = new Topology();
  private final KafkaConnection connection;

  public StageTopology(KafkaConnection connection) {
    this.connection = connection;
  }

  /**
   * Adds the latest value of each key of a topic, which every process has in memory.
   *
   * @param store name of the store
   * @param maxBytes maximum size of a value that is kept
   */
  public void addTable(String store, String topic, int maxBytes) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(store), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled(),
        "from-" + store,
        bytes,
        bytes,
        topic,
        "keep-" + store,
        () -> new KeepLatest(store, maxBytes));
  }

  /** Adds a processor of the records of these topics, which no other processor reads. */
  public void addProcessor(
      String name,
      ProcessorSupplier<byte[], byte[], byte[], SpecificRecord> supplier,
      List<String> topics) {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    topics.forEach(topic -> topology.addSource("from-" + topic, bytes, bytes, topic));
    String[] sources = topics.stream().map(topic -> "from-" + topic).toArray(String[]::new);
    topology.addProcessor(name, supplier, sources);
  }

  /** Adds a store of bytes on disk. */
  public void addStore(String name, Serde<?> keys, String processor) {
    addStore(name, keys, BoundedSerde.bytes(), processor);
  }

  /** Adds a store on disk, whose changelog restores it. */
  public void addStore(String name, Serde<?> keys, Serde<?> values, String processor) {
    topology.addStateStore(
        Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, values)
            .withCachingEnabled()
            .withLoggingEnabled(Map.of()),
        processor);
  }

  /** Adds a sink that writes to one topic. */
  public void addSink(String name, String topic, String processor) {
    topology.addSink(
        name, topic, new ByteArraySerializer(), this.<SpecificRecord>avro(), processor);
  }

  /** Adds a sink whose records name their topics. */
  public <T extends SpecificRecord> void addSink(
      String name, TopicNameExtractor<byte[], T> topics, String processor) {
    topology.addSink(name, topics, new ByteArraySerializer(), this.<T>avro(), processor);
  }

  /** Adds a sink whose records name their partitions. */
  public <T extends SpecificRecord> void addSink(
      String name, String topic, StreamPartitioner<byte[], T> partitions, String processor) {
    topology.addSink(name, topic, new ByteArraySerializer(), this.<T>avro(), partitions, processor);
  }

  private <T extends SpecificRecord> Serializer<T> avro() {
    return BoundedSerde.serializer(new AvroSerializer<T>(connection.registry()));
  }

  public Topology build() {
    return topology;
  }
}
