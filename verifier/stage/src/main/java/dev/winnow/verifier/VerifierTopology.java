package dev.winnow.verifier;

import dev.winnow.runtime.kafka.BoundedSerde;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.KeepLatest;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ScoringRequest;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.serde.AvroSerializer;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.WallclockTimestampExtractor;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The verifier's topology: one processor reads candidates and scores, and writes samples, verdicts,
 * scoring requests, notices for the planner and dead letters, in one transaction.
 */
public final class VerifierTopology {
  static final String JUDGED = "judged";
  static final String KEPT = "verdicts";
  static final String SEEN = "responses";
  static final String MODELS = "models";
  static final String PENDING = "pending";
  static final String HELD = "held";
  static final String VOTES = "votes";
  static final String DEADLINES = "deadlines";
  static final String REVISIONS = "revisions";
  static final String REVISION_DEADLINES = "revision-deadlines";
  static final String WORKERS = "workers";

  /** How often the candidates that wait for scores are looked at. */
  static final Duration TICK = Duration.ofSeconds(1);

  static final String SCORING_SINK = "to-scoring";
  static final String SCORING_STARTED_SINK = "to-scoring-started";
  static final String VERDICTS_SINK = "to-verdicts";
  static final String DEAD_LETTERS_SINK = "to-dead-letters";
  private static final String PROCESSOR = "verifier";

  /** Maximum size of a worker's status, which is short. */
  private static final int MAX_WORKER_BYTES = 64 << 10;

  private VerifierTopology() {}

  /** Builds the topology, with a guard whose log ends with the process. */
  public static Topology build(KafkaConnection connection, VerifierConfig config) {
    return build(connection, config, RecordGuard.inMemory(VerifierStage.NAME), pool -> true);
  }

  /** Builds the topology. */
  static Topology build(
      KafkaConnection connection,
      VerifierConfig config,
      RecordGuard guard,
      Predicate<String> hasTopic) {
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
            .addSource(
                AutoOffsetReset.earliest(),
                "from-scores",
                new WallclockTimestampExtractor(),
                bytes,
                bytes,
                topics.scores())
            .addProcessor(
                PROCESSOR,
                guard.guarded(
                    DEAD_LETTERS_SINK,
                    () -> new VerifierProcessor(connection, config, guard, hasTopic)),
                "from-candidates",
                "from-scores")
            .addStateStore(store(JUDGED, Serdes.String()), PROCESSOR)
            .addStateStore(store(KEPT, Serdes.Bytes()), PROCESSOR)
            .addStateStore(store(SEEN, Serdes.Bytes()), PROCESSOR)
            .addStateStore(store(MODELS, Serdes.String()), PROCESSOR)
            .addStateStore(store(PENDING, Serdes.Bytes()), PROCESSOR)
            .addStateStore(store(HELD, Serdes.Bytes()), PROCESSOR)
            .addStateStore(store(VOTES, Serdes.String()), PROCESSOR)
            .addStateStore(store(DEADLINES, Serdes.ByteArray()), PROCESSOR)
            .addStateStore(store(REVISIONS, Serdes.Bytes()), PROCESSOR)
            .addStateStore(store(REVISION_DEADLINES, Serdes.ByteArray()), PROCESSOR)
            .addGlobalStore(
                Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(WORKERS),
                        Serdes.ByteArray(),
                        Serdes.ByteArray())
                    .withLoggingDisabled(),
                "from-workers",
                bytes,
                bytes,
                topics.workers(),
                "keep-workers",
                () -> new KeepLatest(WORKERS, MAX_WORKER_BYTES));
    topology.addSink(
        SCORING_SINK,
        (byte[] key, ScoringRequest request, RecordContext context) ->
            topics.scoring(request.getScorer().getPool()),
        new ByteArraySerializer(),
        BoundedSerde.serializer(new AvroSerializer<ScoringRequest>(connection.registry())),
        PROCESSOR);
    addSink(topology, connection, SCORING_STARTED_SINK, topics.scoringStarted());
    for (Outcome outcome : Outcome.values()) {
      addSink(topology, connection, sinkOf(outcome), topics.samples(outcome));
    }
    addSink(topology, connection, VERDICTS_SINK, topics.verdicts());
    addSink(topology, connection, DEAD_LETTERS_SINK, topics.deadLetters());
    return topology;
  }

  private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(String name, Serde<K> keys) {
    // A waiting candidate may be as large as a record; the default limit of a changelog is 1 MiB.
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
