package dev.winnow.synthesizer.planner;

import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.RecordGuard;
import dev.winnow.schemas.kafka.StageTopics;
import dev.winnow.schemas.kafka.StreamsStage;
import dev.winnow.schemas.kafka.TopicVerifier;

/** The planner as a stage. */
public final class PlannerStage {
  static final String NAME = "planner";

  private PlannerStage() {}

  /** A planner, not yet started. */
  public static Stage create(KafkaConnection connection, PlannerConfig config) {
    RecordGuard guard = RecordGuard.open(NAME, config.streams());
    PoolTopics pools = new PoolTopics(connection, config.topics());
    return new StreamsStage(
        NAME,
        connection,
        config.streams(),
        PlannerTopology.build(connection, config, pools::ensure, guard),
        guard,
        () -> TopicVerifier.verify(connection, StageTopics.planner(connection.topics())));
  }
}
