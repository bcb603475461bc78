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
  /** Most bytes kept of a value, and of a key: the dead letter itself must fit a record. */
  private static final int MAX_VALUE_BYTES = 3 << 20;

  private static final int MAX_KEY_BYTES = 256 << 10;

  /** Where a record was read. */
  public record Place(String topic, int partition, long offset) {}

  /**
   * The dead letter of a record that was read here, with its original bytes. Of an oversized record
   * only the beginning is kept, and the error says so; the place leads to all of it.
   */
  public DeadLetter of(Place place, byte @Nullable [] key, byte @Nullable [] value, Bad<?> bad) {
    return DeadLetter.newBuilder()
        .setStage(stage)
        .setTopic(place.topic())
        .setPartition(place.partition())
        .setOffset(place.offset())
        .setKey(wrap(key, MAX_KEY_BYTES))
        .setValue(wrap(value, MAX_VALUE_BYTES))
        .setReason(bad.reason())
        .setError(
            bad.error()
                + cutNote("key", key, MAX_KEY_BYTES)
                + cutNote("value", value, MAX_VALUE_BYTES))
        .setFailedAt(clock.instant())
        .build();
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes, int most) {
    return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, most));
  }

  private static String cutNote(String part, byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most
        ? ""
        : " (kept are the first %d of the %s's %d bytes)".formatted(most, part, bytes.length);
  }
}
