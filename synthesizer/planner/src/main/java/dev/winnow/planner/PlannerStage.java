package dev.winnow.planner;

import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.runtime.Health;
import dev.winnow.runtime.HealthCheck;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.StreamsStage;
import dev.winnow.runtime.kafka.TableGuard;
import dev.winnow.runtime.kafka.TopicVerifier;
import dev.winnow.runtime.pool.PoolQueueWatch;
import dev.winnow.runtime.pool.RequestQueue;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.schemas.rules.VerificationCatalog;
import java.util.List;
import java.util.stream.Stream;

/**
 * The planner as a stage: its topology, and beside it the guard that sends bad records of compacted
 * topics to the dead letters, and the watch over the pools.
 */
public final class PlannerStage implements Stage {
  static final String NAME = "planner";

  private final StreamsStage streams;
  private final TableGuard tables;
  private final PoolQueueWatch pools;

  private PlannerStage(StreamsStage streams, TableGuard tables, PoolQueueWatch pools) {
    this.streams = streams;
    this.tables = tables;
    this.pools = pools;
  }

  /**
   * Returns a planner, not yet started.
   *
   * @param catalog the checks and scorers that are installed: what they cannot judge is not sampled
   */
  public static Stage create(
      KafkaConnection connection, PlannerConfig config, VerificationCatalog catalog) {
    // A bad plug-in ends the process now, and not the stream at the first record.
    PluginCatalog<?> unused = StrategyPlugin.installed().load();
    RecordGuard guard = RecordGuard.open(NAME, config.streams(), connection.metrics());
    PoolTopics pools = new PoolTopics(connection, config.topics(), config.maxPools());
    StreamsStage streams =
        new StreamsStage(
            NAME,
            connection,
            config.streams(),
            PlannerTopology.build(connection, config, catalog, pools::refusal, guard),
            guard,
            () -> TopicVerifier.verify(connection, StageTopics.planner(connection.topics())));
    return new PlannerStage(
        streams,
        new TableGuard(NAME, connection, TableTests.of(connection, catalog)),
        new PoolQueueWatch(
            connection, RequestQueue.SAMPLING, () -> streams.globalStore(PlannerTopology.WORKERS)));
  }

  /** Returns a planner that does not know checks and scorers, so that it samples every prompt. */
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
    pools.start();
  }

  @Override
  public Health health() {
    return Health.worst(Stream.of(streams.health(), tables.health()));
  }

  @Override
  public List<HealthCheck> checks() {
    return List.of(new HealthCheck(NAME, this::health), pools.check());
  }

  @Override
  public void close() {
    pools.close();
    tables.close();
    streams.close();
  }
}
