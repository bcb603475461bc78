package dev.winnow.planner;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.StreamsStage;
import dev.winnow.runtime.kafka.TableGuard;
import dev.winnow.runtime.kafka.TopicVerifier;
import dev.winnow.schemas.rules.VerificationCatalog;
import java.util.stream.Stream;

/**
 * The planner as a stage: its topology, and beside it the guard that sends bad records of compacted
 * topics to the dead letters.
 */
public final class PlannerStage implements Stage {
  static final String NAME = "planner";

  private final StreamsStage streams;
  private final TableGuard tables;

  private PlannerStage(StreamsStage streams, TableGuard tables) {
    this.streams = streams;
    this.tables = tables;
  }

  /**
   * A planner, not yet started.
   *
   * @param catalog the checks and scorers that are installed: what they cannot judge is not sampled
   */
  public static Stage create(
      KafkaConnection connection, PlannerConfig config, VerificationCatalog catalog) {
    RecordGuard guard = RecordGuard.open(NAME, config.streams());
    PoolTopics pools = new PoolTopics(connection, config.topics(), config.maxPools());
    return new PlannerStage(
        new StreamsStage(
            NAME,
            connection,
            config.streams(),
            PlannerTopology.build(connection, config, catalog, pools::refusal, guard),
            guard,
            () -> TopicVerifier.verify(connection, StageTopics.planner(connection.topics()))),
        new TableGuard(NAME, connection, TableTests.of(connection, catalog)));
  }

  /** The same without knowledge of checks and scorers: everything is sampled. */
  public static Stage create(KafkaConnection connection, PlannerConfig config) {
    return create(connection, config, AnyVerification.INSTANCE);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    streams.start();
    tables.start();
  }

  @Override
  public Health health() {
    return Health.worst(Stream.of(streams.health(), tables.health()));
  }

  @Override
  public void close() {
    tables.close();
    streams.close();
  }
}
