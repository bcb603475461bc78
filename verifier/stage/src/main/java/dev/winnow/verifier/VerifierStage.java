package dev.winnow.verifier;

import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.KnownTopics;
import dev.winnow.runtime.kafka.RecordGuard;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.StreamsStage;
import dev.winnow.runtime.kafka.TopicVerifier;

/** Creates the verifier as a stage. */
public final class VerifierStage {
  static final String NAME = "verifier";

  private VerifierStage() {}

  /** Creates a verifier that is not started yet. */
  public static Stage create(KafkaConnection connection, VerifierConfig config) {
    RecordGuard guard = RecordGuard.open(NAME, config.streams());
    return new StreamsStage(
        NAME,
        connection,
        config.streams(),
        VerifierTopology.build(
            connection, config, guard, new KnownTopics(connection, connection.topics()::scoring)),
        guard,
        () -> TopicVerifier.verify(connection, StageTopics.verifier(connection.topics())));
  }
}
