package dev.winnow.schemas.kafka;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dead letters of one stage.
 *
 * @param stage the stage's name
 * @param clock tells when a record was refused
 */
public record DeadLetters(String stage, InstantSource clock) {
  /** Where a record was read. */
  public record Place(String topic, int partition, long offset) {}

  /** The dead letter of a record that was read here, with its original bytes. */
  public DeadLetter of(Place place, byte @Nullable [] key, byte @Nullable [] value, Bad<?> bad) {
    return DeadLetter.newBuilder()
        .setStage(stage)
        .setTopic(place.topic())
        .setPartition(place.partition())
        .setOffset(place.offset())
        .setKey(wrap(key))
        .setValue(wrap(value))
        .setReason(bad.reason())
        .setError(bad.error())
        .setFailedAt(clock.instant())
        .build();
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
