package dev.winnow.verifier;

import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.RecordGuard;
import dev.winnow.schemas.kafka.StageTopics;
import dev.winnow.schemas.kafka.StreamsStage;
import dev.winnow.schemas.kafka.TopicVerifier;

/** The verifier as a stage. */
public final class VerifierStage {
  static final String NAME = "verifier";

  private VerifierStage() {}

  /** A verifier, not yet started. */
  public static Stage create(KafkaConnection connection, VerifierConfig config) {
    RecordGuard guard = RecordGuard.open(NAME, config.streams());
    return new StreamsStage(
        NAME,
        connection,
        config.streams(),
        VerifierTopology.build(connection, config, guard),
        guard,
        () -> TopicVerifier.verify(connection, StageTopics.verifier(connection.topics())));
  }
}
