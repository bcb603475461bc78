package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.RecordGuard;
import dev.winnow.schemas.kafka.StageTopics;
import dev.winnow.schemas.kafka.StreamsStage;
import dev.winnow.schemas.kafka.TopicVerifier;
import dev.winnow.schemas.rules.CheckCatalog;

/** The planner as a stage. */
public final class PlannerStage {
  static final String NAME = "planner";

  private PlannerStage() {}

  /**
   * A planner, not yet started.
   *
   * @param catalog the checks that are installed: what they cannot judge is not sampled
   */
  public static Stage create(
      KafkaConnection connection, PlannerConfig config, CheckCatalog catalog) {
    RecordGuard guard = RecordGuard.open(NAME, config.streams());
    PoolTopics pools = new PoolTopics(connection, config.topics(), config.maxPools());
    return new StreamsStage(
        NAME,
        connection,
        config.streams(),
        PlannerTopology.build(connection, config, catalog, pools::refusal, guard),
        guard,
        () -> TopicVerifier.verify(connection, StageTopics.planner(connection.topics())));
  }

  /** The same without knowledge of checks: everything is sampled. */
  public static Stage create(KafkaConnection connection, PlannerConfig config) {
    return create(connection, config, AnyCheck.INSTANCE);
  }
}
