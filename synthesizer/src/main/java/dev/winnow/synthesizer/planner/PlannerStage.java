package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.StreamsStage;
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
    PoolTopics pools = new PoolTopics(connection, config.topics(), config.maxPools());
    return new StreamsStage(
        NAME,
        connection,
        config.streams(),
        PlannerTopology.build(connection, config, catalog, pools::refusal));
  }

  /** The same without knowledge of checks: everything is sampled. */
  public static Stage create(KafkaConnection connection, PlannerConfig config) {
    return create(connection, config, AnyCheck.INSTANCE);
  }
}
