package dev.winnow.planner;

import dev.winnow.planner.budget.QuotaProcessor;
import dev.winnow.planner.state.PromptLifeSerde;
import dev.winnow.runtime.kafka.BoundedSerde;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.rules.CheckCatalog;
import dev.winnow.schemas.serde.AvroSerializer;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The planner's topology: recipes in a global store; prompts, verdicts and quota grants into one
 * processor; requests, progress, quota requests, dead letters and failed candidates out of it;
 * quota requests into a second, and quota grants out of it. Every record is read as bytes, so that
 * none can stop the stream before we see it.
 */
public final class PlannerTopology {
  static final String RECIPES = "recipes";
  static final String WORKERS = "workers";
  static final String LIVES = "lives";
  static final String PROMPTS = "prompts";
  static final String DEADLINES = "deadlines";
  static final String DIFFICULTY = "difficulty";
  static final String TURNS = "turns";
  static final String BUDGETS = "budgets";

  static final String SAMPLING_SINK = "to-requests";
  static final String QUOTA_REQUESTS_SINK = "to-quota-requests";
  static final String QUOTA_GRANTS_SINK = "to-quota-grants";
  static final String CANDIDATES_SINK = "to-candidates";
  static final String PROGRESS_SINK = "to-progress";
  static final String DEAD_LETTERS_SINK = "to-dead-letters";

  private static final String PROCESSOR = "planner";
  private static final String QUOTA = "quotaManager";
  private static final String QUOTA_DEAD_LETTERS_SINK = "quotaManager-to-dead-letters";

  /** Longer than any recipe's name, and than any worker's. */
  private static final int MAX_KEY_BYTES = 1_000;

  /** What a worker says of itself is short. */
  private static final int MAX_WORKER_BYTES = 64 << 10;

  private PlannerTopology() {}

  /**
   * Builds the topology.
   *
   * @param catalog the checks that are installed
   * @param poolRefusal called with a pool's name before its first request is sent; makes the topic,
   *     or says why it may not
   */
  public static Topology build(
      KafkaConnection connection,
      PlannerConfig config,
      CheckCatalog catalog,
      Function<String, Optional<String>> poolRefusal) {
    return build(connection, config, catalog, poolRefusal, RecordGuard.inMemory(PlannerStage.NAME));
  }

  static Topology build(
      KafkaConnection connection,
      PlannerConfig config,
      CheckCatalog catalog,
      Function<String, Optional<String>> poolRefusal,
      RecordGuard guard) {
    Topics topics = connection.topics();
    Topology topology = new Topology();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(RECIPES), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled(),
        "from-recipes",
        bytes,
        bytes,
        topics.recipes(),
        "keep-recipes",
        () -> new KeepLatest(RECIPES, Integer.MAX_VALUE));
    topology.addGlobalStore(
        Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(WORKERS), Serdes.ByteArray(), Serdes.ByteArray())
            .withLoggingDisabled(),
        "from-workers",
        bytes,
        bytes,
        topics.workers(),
        "keep-workers",
        () -> new KeepLatest(WORKERS, MAX_WORKER_BYTES));
    PoolLog poolLog = new PoolLog();
    Recipes.Requirements requirements = new Recipes.Requirements(catalog, poolRefusal);
    topology
        .addSource("from-prompts", bytes, bytes, topics.prompts())
        .addSource("from-verdicts", bytes, bytes, topics.verdicts())
        .addSource("from-quota-grants", bytes, bytes, topics.quotaGrants())
        .addProcessor(
            PROCESSOR,
            guard.guarded(
                DEAD_LETTERS_SINK,
                () -> new PlannerProcessor(connection, config, requirements, poolLog, guard)),
            "from-prompts",
            "from-verdicts",
            "from-quota-grants")
        .addStateStore(lives(), PROCESSOR)
        .addStateStore(bytesStore(PROMPTS), PROCESSOR)
        .addStateStore(bytesStore(DEADLINES), PROCESSOR)
        .addStateStore(bytesStore(DIFFICULTY), PROCESSOR)
        .addStateStore(bytesStore(TURNS), PROCESSOR);
    topology.addSink(
        SAMPLING_SINK,
        (byte[] key,
            SamplingRequest request,
            org.apache.kafka.streams.processor.RecordContext context) ->
            topics.sampling(request.getPool()),
        new ByteArraySerializer(),
        BoundedSerde.serializer(new AvroSerializer<SamplingRequest>(connection.registry())),
        PROCESSOR);
    addSink(topology, connection, CANDIDATES_SINK, topics.candidates(), PROCESSOR);
    addSink(topology, connection, QUOTA_REQUESTS_SINK, topics.quotaRequests(), PROCESSOR);
    addSink(topology, connection, PROGRESS_SINK, topics.progress(), PROCESSOR);
    addSink(topology, connection, DEAD_LETTERS_SINK, topics.deadLetters(), PROCESSOR);
    addQuota(topology, connection, config, guard);
    return topology;
  }

  /**
   * Apart from the planner, since a recipe's quota requests come from all of its partitions to one.
   */
  private static void addQuota(
      Topology topology, KafkaConnection connection, PlannerConfig config, RecordGuard guard) {
    Topics topics = connection.topics();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    QuotaProcessor.Settings settings =
        new QuotaProcessor.Settings(
            PlannerStage.NAME, BUDGETS, QUOTA_GRANTS_SINK, QUOTA_DEAD_LETTERS_SINK, config.tick());
    topology
        .addSource("from-quota-requests", bytes, bytes, topics.quotaRequests())
        .addProcessor(
            QUOTA,
            guard.guarded(
                QUOTA_DEAD_LETTERS_SINK,
                () ->
                    new QuotaProcessor(
                        settings,
                        connection.registry(),
                        context -> Recipes.of(context, connection, Recipes.Requirements.NONE)::find,
                        guard)),
            "from-quota-requests")
        .addStateStore(bytesStore(BUDGETS), QUOTA);
    addSink(topology, connection, QUOTA_GRANTS_SINK, topics.quotaGrants(), QUOTA);
    addSink(topology, connection, QUOTA_DEAD_LETTERS_SINK, topics.deadLetters(), QUOTA);
  }

  private static void addSink(
      Topology topology, KafkaConnection connection, String name, String topic, String parent) {
    topology.addSink(
        name,
        topic,
        new ByteArraySerializer(),
        BoundedSerde.serializer(new AvroSerializer<SpecificRecord>(connection.registry())),
        parent);
  }

  private static StoreBuilder<?> lives() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(LIVES), Serdes.String(), PromptLifeSerde.create())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  private static StoreBuilder<?> bytesStore(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.ByteArray(), BoundedSerde.bytes())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  /**
   * Keeps the latest bytes of each key; they are decoded where they are used, as restoring does not
   * come here.
   */
  private static final class KeepLatest extends ContextualProcessor<byte[], byte[], Void, Void> {
    private final String name;
    private final int maxBytes;

    KeepLatest(String name, int maxBytes) {
      this.name = name;
      this.maxBytes = maxBytes;
    }

    @Override
    public void process(Record<byte[], byte[]> latest) {
      KeyValueStore<byte[], byte[]> store = context().getStateStore(name);
      if (latest.key() == null || latest.key().length > MAX_KEY_BYTES) {
        return;
      }
      // What is too large is not valid, and the store is in memory.
      byte[] value = latest.value();
      boolean isTooLarge = value != null && value.length > maxBytes;
      store.put(latest.key(), isTooLarge ? null : value);
    }
  }
}
