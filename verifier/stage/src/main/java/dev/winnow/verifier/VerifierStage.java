package dev.winnow.verifier;

import dev.winnow.runtime.Health;
import dev.winnow.runtime.HealthCheck;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.KnownTopics;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.StreamsStage;
import dev.winnow.runtime.kafka.TopicVerifier;
import dev.winnow.runtime.pool.PoolQueueWatch;
import dev.winnow.runtime.pool.RequestQueue;
import dev.winnow.schemas.plugin.PluginCatalog;
import dev.winnow.verifier.check.CheckPlugin;
import java.util.List;

/** The verifier as a stage: its topology, and the watch over the scorers' pools. */
public final class VerifierStage implements Stage {
  static final String NAME = "verifier";

  private final StreamsStage streams;
  private final PoolQueueWatch pools;

  private VerifierStage(StreamsStage streams, PoolQueueWatch pools) {
    this.streams = streams;
    this.pools = pools;
  }

  /** Creates a verifier that is not started yet. */
  public static Stage create(KafkaConnection connection, VerifierConfig config) {
    // A bad plug-in ends the process now, and not the stream at the first record.
    PluginCatalog<?> unused = CheckPlugin.installed().load();
    RecordGuard guard = RecordGuard.open(NAME, config.streams(), connection.metrics());
    StreamsStage streams =
        new StreamsStage(
            NAME,
            connection,
            config.streams(),
            VerifierTopology.build(
                connection,
                config,
                guard,
                new KnownTopics(connection, connection.topics()::scoring)),
            guard,
            () -> TopicVerifier.verify(connection, StageTopics.verifier(connection.topics())));
    return new VerifierStage(
        streams,
        new PoolQueueWatch(
            connection, RequestQueue.SCORING, () -> streams.globalStore(VerifierTopology.WORKERS)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    streams.start();
    pools.start();
  }

  @Override
  public Health health() {
    return streams.health();
  }

  @Override
  public List<HealthCheck> checks() {
    return List.of(new HealthCheck(NAME, this::health), pools.check());
  }

  @Override
  public void close() {
    pools.close();
    streams.close();
  }
}
