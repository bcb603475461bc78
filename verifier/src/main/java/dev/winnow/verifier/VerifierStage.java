package dev.winnow.verifier;

import dev.winnow.schemas.Stage;
import dev.winnow.schemas.kafka.KafkaConnection;
import dev.winnow.schemas.kafka.StreamsStage;

/** The verifier as a stage. */
public final class VerifierStage {
  static final String NAME = "verifier";

  private VerifierStage() {}

  /** A verifier, not yet started. */
  public static Stage create(KafkaConnection connection, VerifierConfig config) {
    return new StreamsStage(
        NAME, connection, config.streams(), VerifierTopology.build(connection, config));
  }
}
