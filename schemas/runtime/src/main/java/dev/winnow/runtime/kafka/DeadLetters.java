package dev.winnow.runtime.kafka;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dead letters of one stage. Every part of one is bounded, so that it fits a record
 * whatever the original was.
 *
 * @param stage the stage's name
 * @param clock tells when a record was refused
 */
public record DeadLetters(String stage, InstantSource clock) {
  /** Most bytes kept of a value, and of a key: the dead letter itself must fit a record. */
  private static final int MAX_VALUE_BYTES = 3 << 20;

  private static final int MAX_KEY_BYTES = 256 << 10;

  private static final int MAX_ERROR_CHARS = 8_000;

  /** Where a record was read. */
  public record Place(String topic, int partition, long offset) {}

  /**
   * The dead letter of a record that was read here, with its original bytes. Of an oversized record
   * only the beginning is kept, and the error says so; the place leads to all of it.
   */
  public DeadLetter of(Place place, byte @Nullable [] key, byte @Nullable [] value, Bad<?> bad) {
    return cut(place, key, value, bad, MAX_VALUE_BYTES);
  }

  /** The same with at most this many bytes of the value, and of the key. */
  DeadLetter cut(
      Place place, byte @Nullable [] key, byte @Nullable [] value, Bad<?> bad, int maxValueBytes) {
    int maxKeyBytes = Math.min(MAX_KEY_BYTES, maxValueBytes);
    return DeadLetter.newBuilder()
        .setStage(stage)
        .setTopic(place.topic())
        .setPartition(place.partition())
        .setOffset(place.offset())
        .setKey(wrap(key, maxKeyBytes))
        .setValue(wrap(value, maxValueBytes))
        .setReason(bad.reason())
        .setError(
            shortened(bad.error())
                + cutNote("key", key, maxKeyBytes)
                + cutNote("value", value, maxValueBytes))
        .setFailedAt(clock.instant())
        .build();
  }

  /**
   * The key under which a dead letter is sent: the original one, cut where it is oversized. The
   * original key may be as large as a record, and the dead letter repeats it.
   */
  public static byte @Nullable [] key(byte @Nullable [] original) {
    return key(original, MAX_KEY_BYTES);
  }

  /** The same with at most this many bytes. */
  static byte @Nullable [] key(byte @Nullable [] original, int most) {
    int kept = Math.min(MAX_KEY_BYTES, most);
    return original == null || original.length <= kept ? original : Arrays.copyOf(original, kept);
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes, int most) {
    return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, most));
  }

  private static String shortened(String error) {
    if (error.length() <= MAX_ERROR_CHARS) {
      return error;
    }
    boolean splitsPair = Character.isHighSurrogate(error.charAt(MAX_ERROR_CHARS - 1));
    return error.substring(0, splitsPair ? MAX_ERROR_CHARS - 1 : MAX_ERROR_CHARS) + " ...";
  }

  private static String cutNote(String part, byte @Nullable [] bytes, int most) {
    return bytes == null || bytes.length <= most
        ? ""
        : " (kept are the first %d of the %s's %d bytes)".formatted(most, part, bytes.length);
  }
}
