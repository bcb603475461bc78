package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.StreamsStage;

/** The planner as a stage. */
public final class PlannerStage {
  static final String NAME = "planner";

  private PlannerStage() {}

  /** A planner, not yet started. */
  public static Stage create(KafkaConnection connection, PlannerConfig config) {
    PoolTopics pools = new PoolTopics(connection, config.topics());
    return new StreamsStage(
        NAME,
        connection,
        config.streams(),
        PlannerTopology.build(connection, config, pools::ensure));
  }
}
