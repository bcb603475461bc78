package dev.winnow.synthesizer.planner.budget;

import dev.winnow.schemas.Claim;
import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.Grant;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.kafka.DeadLetters;
import dev.winnow.schemas.kafka.DeadLetters.Place;
import dev.winnow.schemas.kafka.RecordGuard;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.serde.Decoded.Good;
import dev.winnow.schemas.serde.Decoder;
import dev.winnow.schemas.serde.SchemaRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** The ledger's edge to Kafka Streams: claims in, grants out. */
public final class LedgerProcessor
    extends ContextualProcessor<byte[], byte[], byte[], SpecificRecord> {
  private final Settings settings;
  private final Decoder<Claim> claims;
  private final RecordGuard guard;
  private @Nullable Ledger ledger;
  private @Nullable Cancellable ticks;

  /**
   * What the topology tells it.
   *
   * @param stage named in dead letters
   * @param store name of its store, bytes by bytes
   * @param grants name of the sink for grants
   * @param graves name of the sink for dead letters
   * @param tick how often it looks whether budgets allow more
   */
  public record Settings(String stage, String store, String grants, String graves, Duration tick) {}

  private final Function<ProcessorContext<?, ?>, Function<String, Optional<Recipe>>> recipes;

  /**
   * A processor for one task.
   *
   * @param recipes makes the view of the recipes as they stand
   * @param guard keeps the stage running where the timer fails
   */
  public LedgerProcessor(
      Settings settings,
      SchemaRegistry registry,
      Function<ProcessorContext<?, ?>, Function<String, Optional<Recipe>>> recipes,
      RecordGuard guard) {
    this.guard = guard;
    this.settings = settings;
    this.claims = new Decoder<>(registry, Claim.class);
    this.recipes = recipes;
  }

  @Override
  public void init(ProcessorContext<byte[], SpecificRecord> context) {
    super.init(context);
    Ledger opened =
        new Ledger(context.getStateStore(settings.store()), recipes.apply(context), this::grant);
    ledger = opened;
    ticks =
        context.schedule(
            settings.tick(),
            PunctuationType.WALL_CLOCK_TIME,
            guard.timer("budgets", context, opened::onTick));
  }

  /** Streams may open it again, and would go on to call the ledger of before. */
  @Override
  public void close() {
    if (ticks != null) {
      ticks.cancel();
      ticks = null;
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata metadata = context().recordMetadata().orElseThrow();
    switch (claims.decode(metadata.topic(), record.value())) {
      case Bad<Claim> bad -> bury(record, metadata, bad);
      case Good<Claim> good -> {
        if (isLegal(good.value(), record.key())) {
          ledger().onClaim(good.value(), context().currentSystemTimeMs());
        } else {
          bury(record, metadata, new Bad<>("INVALID_CLAIM", "only the planner may write claims"));
        }
      }
    }
  }

  /** The key decides the partition, and so which ledger has the recipe's account. */
  private static boolean isLegal(Claim claim, byte @Nullable [] key) {
    return claim.getCandidates() >= 0
        && claim.getUnused() >= 0
        && claim.getJudged() >= claim.getUnused()
        && claim.getTokens() >= 0
        && Arrays.equals(claim.getRecipe().getBytes(StandardCharsets.UTF_8), key);
  }

  private void grant(Grant grant) {
    forward(grant.getPromptId().getBytes(StandardCharsets.UTF_8), grant, settings.grants());
  }

  private void bury(Record<byte[], byte[]> record, RecordMetadata metadata, Bad<Claim> bad) {
    Place place = new Place(metadata.topic(), metadata.partition(), metadata.offset());
    DeadLetter letter =
        new DeadLetters(
                settings.stage(), () -> Instant.ofEpochMilli(context().currentSystemTimeMs()))
            .of(place, record.key(), record.value(), bad);
    forward(DeadLetters.key(record.key()), letter, settings.graves());
  }

  private void forward(byte @Nullable [] key, SpecificRecord value, String sink) {
    context().forward(new Record<>(key, value, context().currentSystemTimeMs()), sink);
  }

  private Ledger ledger() {
    return Objects.requireNonNull(ledger, "not initialized");
  }
}
