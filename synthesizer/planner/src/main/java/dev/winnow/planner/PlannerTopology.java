package dev.winnow.planner;

import dev.winnow.planner.budget.QuotaProcessor;
import dev.winnow.planner.state.PromptStatusSerde;
import dev.winnow.runtime.kafka.BoundedSerde;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.KeepLatest;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.rules.VerificationCatalog;
import dev.winnow.schemas.serde.AvroSerializer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The planner's topology: recipes in a global store; prompts, verdicts, notices of scoring and
 * quota leases into one processor; requests, progress, usage reports, dead letters and failed
 * candidates out of it; usage reports into a second, and quota leases out of it. Every record is
 * read as bytes, so that none can stop the stream before we see it.
 */
public final class PlannerTopology {
  static final String RECIPES = "recipes";
  static final String WORKERS = "workers";
  static final String STATUSES = "statuses";
  static final String PROMPTS = "prompts";
  static final String DEADLINES = "deadlines";
  static final String DIFFICULTY = "difficulty";
  static final String TURNS = "turns";
  static final String LEASES = "leases";
  static final String BUDGETS = "budgets";

  static final String SAMPLING_SINK = "to-requests";
  static final String USAGE_REPORTS_SINK = "to-usage-reports";
  static final String QUOTA_LEASES_SINK = "to-quota-leases";
  static final String CANDIDATES_SINK = "to-candidates";
  static final String PROGRESS_SINK = "to-progress";
  static final String DEAD_LETTERS_SINK = "to-dead-letters";

  private static final String PROCESSOR = "planner";
  private static final String QUOTA = "quotaManager";
  private static final String QUOTA_DEAD_LETTERS_SINK = "quotaManager-to-dead-letters";

  /** Maximum size of a worker's status, which is short. */
  private static final int MAX_WORKER_BYTES = 64 << 10;

  private PlannerTopology() {}

  /**
   * Builds the topology.
   *
   * @param catalog the checks and scorers that are installed
   * @param poolRefusal called with a recipe before its first request is sent; makes the topics of
   *     its pools, or says why it may not
   */
  public static Topology build(
      KafkaConnection connection,
      PlannerConfig config,
      VerificationCatalog catalog,
      Function<Recipe, Optional<String>> poolRefusal) {
    return build(connection, config, catalog, poolRefusal, RecordGuard.inMemory(PlannerStage.NAME));
  }

  static Topology build(
      KafkaConnection connection,
      PlannerConfig config,
      VerificationCatalog catalog,
      Function<Recipe, Optional<String>> poolRefusal,
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
        .addSource("from-scoring-started", bytes, bytes, topics.scoringStarted())
        .addSource("from-quota-leases", bytes, bytes, topics.quotaLeases())
        .addProcessor(
            PROCESSOR,
            guard.guarded(
                DEAD_LETTERS_SINK,
                () -> new PlannerProcessor(connection, config, requirements, poolLog, guard)),
            "from-prompts",
            "from-verdicts",
            "from-scoring-started",
            "from-quota-leases")
        .addStateStore(statuses(), PROCESSOR)
        .addStateStore(bytesStore(PROMPTS), PROCESSOR)
        .addStateStore(bytesStore(DEADLINES), PROCESSOR)
        .addStateStore(bytesStore(DIFFICULTY), PROCESSOR)
        .addStateStore(bytesStore(TURNS), PROCESSOR)
        .addStateStore(bytesStore(LEASES), PROCESSOR);
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
    addSink(topology, connection, USAGE_REPORTS_SINK, topics.usageReports(), PROCESSOR);
    addSink(topology, connection, PROGRESS_SINK, topics.progress(), PROCESSOR);
    addSink(topology, connection, DEAD_LETTERS_SINK, topics.deadLetters(), PROCESSOR);
    addQuota(topology, connection, config, guard);
    return topology;
  }

  /**
   * Adds the quota manager apart from the planner, because the usage reports of a recipe come from
   * all of its partitions to one.
   */
  private static void addQuota(
      Topology topology, KafkaConnection connection, PlannerConfig config, RecordGuard guard) {
    Topics topics = connection.topics();
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    QuotaProcessor.Settings settings =
        new QuotaProcessor.Settings(
            PlannerStage.NAME, BUDGETS, QUOTA_LEASES_SINK, QUOTA_DEAD_LETTERS_SINK, config.tick());
    topology
        .addSource("from-usage-reports", bytes, bytes, topics.usageReports())
        .addProcessor(
            QUOTA,
            guard.guarded(
                QUOTA_DEAD_LETTERS_SINK,
                () ->
                    new QuotaProcessor(
                        settings,
                        connection.registry(),
                        context -> Recipes.of(context, connection, Recipes.Requirements.NONE)::find,
                        guard,
                        connection.metrics())),
            "from-usage-reports")
        .addStateStore(bytesStore(BUDGETS), QUOTA);
    topology.addSink(
        QUOTA_LEASES_SINK,
        topics.quotaLeases(),
        new ByteArraySerializer(),
        BoundedSerde.serializer(new AvroSerializer<QuotaLease>(connection.registry())),
        PlannerTopology::partition,
        QUOTA);
    addSink(topology, connection, QUOTA_DEAD_LETTERS_SINK, topics.deadLetters(), QUOTA);
  }

  /**
   * A lease goes to the partition that asked. A report of a partition that does not exist is not
   * ours: its lease goes to one that refuses it.
   */
  private static Optional<Set<Integer>> partition(
      String topic, byte[] key, QuotaLease lease, int partitions) {
    return Optional.of(Set.of(lease.getPartition() % partitions));
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

  private static StoreBuilder<?> statuses() {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(STATUSES), Serdes.String(), PromptStatusSerde.create())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }

  private static StoreBuilder<?> bytesStore(String name) {
    return Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.ByteArray(), BoundedSerde.bytes())
        .withCachingEnabled()
        .withLoggingEnabled(Map.of());
  }
}
