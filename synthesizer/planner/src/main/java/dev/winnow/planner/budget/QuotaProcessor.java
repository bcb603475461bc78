package dev.winnow.planner.budget;

import dev.winnow.runtime.kafka.DeadLetters;
import dev.winnow.runtime.kafka.DeadLetters.Place;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.metrics.GaugeRows;
import dev.winnow.runtime.metrics.PromptMetric;
import dev.winnow.runtime.metrics.StageMetrics;
import dev.winnow.runtime.metrics.WrittenRecords;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.QuotaLease;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.UsageReport;
import dev.winnow.schemas.rules.Keys;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The quota manager's edge to Kafka Streams: usage reports in, quota leases out. */
public final class QuotaProcessor
    extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
  /** No topic has more, and each takes space in the account of its recipe. */
  private static final int MAX_PARTITIONS = 10_000;

  private final Settings settings;
  private final Decoder<UsageReport> reports;
  private final RecordGuard guard;
  private @Nullable QuotaManager quotaManager;
  private @Nullable Cancellable ticks;
  private final StageMetrics metrics;
  private final WrittenRecords written;
  private final GaugeRows budgets;

  /**
   * What the topology tells it.
   *
   * @param stage named in dead letters
   * @param store name of its store, bytes by bytes
   * @param leases name of the sink for leases
   * @param deadLetters name of the sink for dead letters
   * @param tick how often it looks whether budgets allow more
   */
  public record Settings(
      String stage, String store, String leases, String deadLetters, Duration tick) {}

  private final Function<ProcessorContext<?, ?>, Function<String, Optional<Recipe>>> recipes;

  /**
   * Creates a processor for one task.
   *
   * @param recipes makes the view of the recipes as they stand
   * @param guard keeps the stage running where the timer fails
   * @param metrics gets what budgets have left
   */
  public QuotaProcessor(
      Settings settings,
      SchemaRegistry registry,
      Function<ProcessorContext<?, ?>, Function<String, Optional<Recipe>>> recipes,
      RecordGuard guard,
      StageMetrics metrics) {
    this.guard = guard;
    this.metrics = metrics;
    this.written = new WrittenRecords(metrics, settings.stage());
    this.budgets = metrics.gaugeRows(PromptMetric.BUDGET_REMAINING);
    this.settings = settings;
    this.reports = new Decoder<>(registry, UsageReport.class);
    this.recipes = recipes;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    super.init(context);
    QuotaManager opened =
        new QuotaManager(
            context.getStateStore(settings.store()), recipes.apply(context), this::send);
    quotaManager = opened;
    ticks =
        context.schedule(
            settings.tick(),
            PunctuationType.WALL_CLOCK_TIME,
            guard.timer("budgets", context, time -> onTick(opened, time)));
  }

  /** Streams may open it again, and would go on to call the quota manager of before. */
  @Override
  public void close() {
    if (ticks != null) {
      ticks.cancel();
      ticks = null;
    }
    budgets.close();
  }

  private void onTick(QuotaManager opened, long time) {
    opened.onTick(time);
    if (metrics.isOn()) {
      budgets.set(opened.left(time));
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    switch (reports.decode(metadata.topic(), record.value())) {
      case Bad<UsageReport> bad -> sendToDeadLetters(record, metadata, bad);
      case Good<UsageReport> good -> {
        if (isLegal(good.value(), record.key())) {
          quotaManager().onReport(good.value(), context().currentSystemTimeMs());
        } else {
          sendToDeadLetters(
              record,
              metadata,
              new Bad<>("INVALID_USAGE_REPORT", "only the planner may write usage reports"));
        }
      }
    }
  }

  private static boolean isLegal(UsageReport report, byte @Nullable [] key) {
    return report.getPartition() >= 0
        && report.getPartition() < MAX_PARTITIONS
        && Stream.of(
                report.getOrdered(),
                report.getJudged(),
                report.getUnused(),
                report.getWanted(),
                report.getLeast())
            .allMatch(count -> count >= 0)
        && report.getTokens() >= 0
        && Keys.isKey(key, report.getRecipe());
  }

  private void send(QuotaLease lease) {
    forward(lease.getRecipe().getBytes(StandardCharsets.UTF_8), lease, settings.leases());
  }

  private void sendToDeadLetters(
      Record<byte[], byte[]> record, RecordMetadata metadata, Bad<UsageReport> bad) {
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    DeadLetter letter =
        new DeadLetters(
                settings.stage(), () -> Instant.ofEpochMilli(context().currentSystemTimeMs()))
            .of(place, record.key(), record.value(), bad);
    forward(DeadLetters.key(record.key()), letter, settings.deadLetters());
  }

  private void forward(byte @Nullable [] key, SpecificRecord value, String sink) {
    written.count(value);
    context().forward(new Record<>(key, value, context().currentSystemTimeMs()), sink);
  }

  private QuotaManager quotaManager() {
    return Objects.requireNonNull(quotaManager, "not initialized");
  }
}
