package dev.winnow.planner;

import dev.winnow.planner.budget.QuotaProcessor;
import dev.winnow.planner.state.PromptStatusSerde;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StageTopology;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.schemas.Topics;
import dev.winnow.schemas.rules.VerificationCatalog;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.RecordContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

/**
 * The planner's topology: recipes in a global store; prompts, verdicts, notices of scoring and
 * quota leases into one processor; requests, progress, usage reports, dead letters and failed
 * candidates out of it; usage reports into a second, and quota leases out of it.
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
    StageTopology topology = new StageTopology(connection);
    topology.addTable(RECIPES, topics.recipes(), Integer.MAX_VALUE);
    topology.addTable(WORKERS, topics.workers(), MAX_WORKER_BYTES);
    addPlanner(topology, topics, planner(connection, config, catalog, poolRefusal, guard));
    addQuota(topology, topics, quota(connection, config, guard));
    return topology.build();
  }

  private static ProcessorSupplier<byte[], byte[], byte[], SpecificRecord> planner(
      KafkaConnection connection,
      PlannerConfig config,
      VerificationCatalog catalog,
      Function<Recipe, Optional<String>> poolRefusal,
      RecordGuard guard) {
    PoolLog poolLog = new PoolLog();
    Recipes.Requirements requirements = new Recipes.Requirements(catalog, poolRefusal);
    return guard.guarded(
        DEAD_LETTERS_SINK,
        () -> new PlannerProcessor(connection, config, requirements, poolLog, guard));
  }

  private static void addPlanner(
      StageTopology topology,
      Topics topics,
      ProcessorSupplier<byte[], byte[], byte[], SpecificRecord> planner) {
    topology.addProcessor(
        PROCESSOR,
        planner,
        List.of(
            topics.prompts(), topics.verdicts(), topics.scoringStarted(), topics.quotaLeases()));
    topology.addStore(STATUSES, Serdes.String(), PromptStatusSerde.create(), PROCESSOR);
    for (String store : List.of(PROMPTS, DEADLINES, DIFFICULTY, TURNS, LEASES)) {
      topology.addStore(store, Serdes.ByteArray(), PROCESSOR);
    }
    topology.addSink(
        SAMPLING_SINK,
        (byte[] key, SamplingRequest request, RecordContext context) ->
            topics.sampling(request.getPool()),
        PROCESSOR);
    topology.addSink(CANDIDATES_SINK, topics.candidates(), PROCESSOR);
    topology.addSink(USAGE_REPORTS_SINK, topics.usageReports(), PROCESSOR);
    topology.addSink(PROGRESS_SINK, topics.progress(), PROCESSOR);
    topology.addSink(DEAD_LETTERS_SINK, topics.deadLetters(), PROCESSOR);
  }

  private static ProcessorSupplier<byte[], byte[], byte[], SpecificRecord> quota(
      KafkaConnection connection, PlannerConfig config, RecordGuard guard) {
    QuotaProcessor.Settings settings =
        new QuotaProcessor.Settings(
            PlannerStage.NAME, BUDGETS, QUOTA_LEASES_SINK, QUOTA_DEAD_LETTERS_SINK, config.tick());
    return guard.guarded(
        QUOTA_DEAD_LETTERS_SINK,
        () ->
            new QuotaProcessor(
                settings,
                connection.registry(),
                context -> Recipes.of(context, connection, Recipes.Requirements.NONE)::find,
                guard,
                connection.metrics()));
  }

  /**
   * Adds the quota manager apart from the planner, because the usage reports of a recipe come from
   * all of its partitions to one.
   */
  private static void addQuota(
      StageTopology topology,
      Topics topics,
      ProcessorSupplier<byte[], byte[], byte[], SpecificRecord> quota) {
    topology.addProcessor(QUOTA, quota, List.of(topics.usageReports()));
    topology.addStore(BUDGETS, Serdes.ByteArray(), QUOTA);
    topology.addSink(QUOTA_LEASES_SINK, topics.quotaLeases(), PlannerTopology::partition, QUOTA);
    topology.addSink(QUOTA_DEAD_LETTERS_SINK, topics.deadLetters(), QUOTA);
  }

  /**
   * A lease goes to the partition that asked. A report of a partition that does not exist is not
   * ours: its lease goes to one that refuses it.
   */
  private static Optional<Set<Integer>> partition(
      String topic, byte[] key, QuotaLease lease, int partitions) {
    return Optional.of(Set.of(lease.getPartition() % partitions));
  }
}
