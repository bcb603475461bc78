package dev.winnow.planner;

import dev.winnow.planner.PendingPromptStore.Published;
import dev.winnow.planner.Recipes.Requirements;
import dev.winnow.planner.budget.PartitionLeases;
import dev.winnow.planner.schedule.FairScheduler;
import dev.winnow.planner.schedule.FairScheduler.Weight;
import dev.winnow.planner.strategy.Allocator;
import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.kafka.Deadlines;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.metrics.LabelledCounter;
import dev.winnow.runtime.metrics.PromptMetric;
import dev.winnow.runtime.pool.PoolActivityTracker;
import dev.winnow.runtime.pool.PoolConditions;
import dev.winnow.runtime.pool.WorkerReports;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.ScoringStarted;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.WorkerStatus;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * The planner's edge to Kafka Streams: tells good records from bad and hands the good to the
 * planner.
 */
final class PlannerProcessor extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
  private final KafkaConnection connection;
  private final PlannerConfig config;
  private final Requirements requirements;
  private final PoolLog poolLog;
  private final RecordGuard guard;
  private final Decoder<Prompt> prompts;
  private final Decoder<Verdict> verdicts;
  private final Decoder<ScoringStarted> started;
  private final Decoder<QuotaLease> leases;
  private final LabelledCounter read;
  private @Nullable Session session;

  /** What is there as long as a task is open. */
  private record Session(Planner planner, PlannerOutput output, Cancellable ticks) {}

  PlannerProcessor(
      KafkaConnection connection,
      PlannerConfig config,
      Requirements requirements,
      PoolLog poolLog,
      RecordGuard guard) {
    this.guard = guard;
    this.connection = connection;
    this.config = config;
    this.requirements = requirements;
    this.poolLog = poolLog;
    this.prompts = new Decoder<>(connection.registry(), Prompt.class);
    this.verdicts = new Decoder<>(connection.registry(), Verdict.class);
    this.started = new Decoder<>(connection.registry(), ScoringStarted.class);
    this.leases = new Decoder<>(connection.registry(), QuotaLease.class);
    this.read = connection.metrics().counter(PromptMetric.PROMPTS_TOTAL);
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    super.init(context);
    PlannerOutput output = new PlannerOutput(context, connection);
    Planner planner = planner(context, output);
    Cancellable ticks =
        context.schedule(
            config.tick(),
            PunctuationType.WALL_CLOCK_TIME,
            guard.timer("deadlines", context, time -> planner.onTick()));
    session = new Session(planner, output, ticks);
  }

  /**
   * Streams may open a processor again that it has closed, and would go on to call the planner of
   * before, whose turns are not those of the store any more.
   */
  @Override
  public void close() {
    if (session != null) {
      session.ticks().cancel();
      session = null;
    }
  }

  private Planner planner(ProcessorContext<byte[], SpecificRecord> context, PlannerOutput output) {
    Allocator allocator =
        new Allocator(
            recipe ->
                new StreamsDifficultyStore(
                    context.getStateStore(PlannerTopology.DIFFICULTY), recipe));
    Instant now = output.clock().instant();
    PoolConditions conditions = new PoolConditions(now);
    PoolActivityTracker activity =
        new PoolActivityTracker(conditions, poolLog::onChange, now.toEpochMilli());
    return new Planner(
        new AdmissionRules(requirements.catalog(), config.recipeWait(), config.tick()),
        stores(context, output),
        allocator,
        new PoolWatch(activity, workerReports(context, conditions)),
        output);
  }

  private PlannerStores stores(
      ProcessorContext<byte[], SpecificRecord> context, PlannerOutput output) {
    Recipes recipes = Recipes.of(context, connection, requirements);
    return new PlannerStores(
        new PromptStateStore(
            context.getStateStore(PlannerTopology.STATUSES),
            new Deadlines(context.getStateStore(PlannerTopology.DEADLINES))),
        new PendingPromptStore(
            context.getStateStore(PlannerTopology.PROMPTS), prompts, connection.topics().prompts()),
        recipes,
        new FairScheduler(
            context.getStateStore(PlannerTopology.TURNS),
            config.window(),
            name ->
                recipes
                    .find(name)
                    .map(recipe -> new Weight(recipe.getPool(), recipe.getPriority()))),
        new PartitionLeases(
            context.getStateStore(PlannerTopology.LEASES),
            context.taskId().partition(),
            recipes::find,
            output::report,
            output.clock()),
        new SampledModels(context.getStateStore(PlannerTopology.DIFFICULTY)));
  }

  private WorkerReports workerReports(
      ProcessorContext<byte[], SpecificRecord> context, PoolConditions conditions) {
    return new WorkerReports(
        context.getStateStore(PlannerTopology.WORKERS),
        new Decoder<>(connection.registry(), WorkerStatus.class),
        connection.topics().workers(),
        conditions);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    if (metadata.topic().equals(connection.topics().prompts())) {
      onPrompt(record, place);
    } else if (metadata.topic().equals(connection.topics().verdicts())) {
      onVerdict(record, place);
    } else if (metadata.topic().equals(connection.topics().scoringStarted())) {
      take(record, place, started, InputRules::broken, session().planner()::onScoringStarted);
    } else {
      onLease(record, place);
    }
  }

  private void onPrompt(Record<byte[], byte[]> record, Place place) {
    take(
        record,
        place,
        prompts,
        InputRules::broken,
        prompt -> {
          read.increment(prompt.getRecipe());
          session().planner().onPrompt(prompt, new Published(place, record.value()));
        });
  }

  private void onVerdict(Record<byte[], byte[]> record, Place place) {
    take(record, place, verdicts, InputRules::broken, session().planner()::onVerdict);
  }

  private void onLease(Record<byte[], byte[]> record, Place place) {
    int partition = context().taskId().partition();
    take(
        record,
        place,
        leases,
        (key, lease) -> InputRules.broken(key, lease, partition),
        session().planner()::onLease);
  }

  private <T extends SpecificRecord> void take(
      Record<byte[], byte[]> record,
      Place place,
      Decoder<T> decoder,
      BiFunction<byte[], T, Optional<Bad<?>>> rules,
      Consumer<T> taker) {
    switch (decoder.decode(place.topic(), record.value())) {
      case Bad<T> bad -> sendToDeadLetters(record, place, bad);
      case Good<T> good -> {
        T value = good.value();
        rules
            .apply(record.key(), value)
            .ifPresentOrElse(
                bad -> sendToDeadLetters(record, place, bad), () -> taker.accept(value));
      }
    }
  }

  private void sendToDeadLetters(Record<byte[], byte[]> record, Place place, Bad<?> bad) {
    session().output().sendToDeadLetters(record.key(), place, record.value(), bad);
  }

  private Session session() {
    return Objects.requireNonNull(session, "not initialized");
  }
}
