package dev.winnow.curator;

import dev.winnow.curator.recipe.InstalledCuration;
import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.StreamsProperties;
import dev.winnow.runtime.kafka.StreamsStage;
import dev.winnow.runtime.kafka.TopicVerifier;

/** Creates the curator as a stage. */
public final class CuratorStage {
  static final String NAME = "curator";

  private CuratorStage() {}

  /** Creates a curator that is not started yet. */
  public static Stage create(KafkaConnection connection, StreamsProperties streams) {
    InstalledCuration.load();
    RecordGuard guard = RecordGuard.open(NAME, streams, connection.metrics());
    return new StreamsStage(
        NAME,
        connection,
        streams,
        CuratorTopology.build(connection, guard),
        guard,
        () -> TopicVerifier.verify(connection, StageTopics.curator(connection.topics())));
  }
}
