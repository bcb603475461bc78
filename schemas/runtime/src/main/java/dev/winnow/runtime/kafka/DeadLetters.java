package dev.winnow.runtime.kafka;

import dev.winnow.schemas.DeadLetter;
import dev.winnow.schemas.serde.Decoded.Bad;
import dev.winnow.schemas.text.SafeText;
import java.nio.ByteBuffer;
import java.time.InstantSource;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Creates the dead letters of one stage. Every part has a limit, so that a dead letter fits into a
 * record whatever the size of the original.
 *
 * @param stage name of the stage
 * @param clock provides the time of the rejection
 */
public record DeadLetters(String stage, InstantSource clock) {
  /**
   * Maximum stored size of a value, and of a key: the dead letter itself must fit into a record.
   */
  private static final int MAX_VALUE_BYTES = 3 << 20;

  private static final int MAX_KEY_BYTES = 256 << 10;

  private static final int MAX_ERROR_CHARS = 8_000;
  private static final String CUT = " (kept are the first ";

  /** The place where a record was read. */
  public record Place(String topic, int partition, long offset) {}

  /**
   * Returns the dead letter of a record that was read here, with its original bytes. Only the
   * beginning of an oversized record is kept, and the error says so; the whole record can be found
   * by its place.
   */
  public DeadLetter of(Place place, byte @Nullable [] key, byte @Nullable [] value, Bad<?> bad) {
    return cut(place, key, value, bad, MAX_VALUE_BYTES);
  }

  /** Returns the same with at most this many bytes of the value, and of the key. */
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
            shortened(SafeText.mask(bad.error()))
                + cutNote("key", key, maxKeyBytes)
                + cutNote("value", value, maxValueBytes))
        .setFailedAt(clock.instant())
        .build();
  }

  /**
   * Returns the key of a dead letter: the original key, truncated if it is oversized. The original
   * key may be as large as a record, and the dead letter repeats it.
   */
  public static byte @Nullable [] key(byte @Nullable [] original) {
    return key(original, MAX_KEY_BYTES);
  }

  /** Returns the same with at most this many bytes. */
  static byte @Nullable [] key(byte @Nullable [] original, int maxBytes) {
    int kept = Math.min(MAX_KEY_BYTES, maxBytes);
    return original == null || original.length <= kept ? original : Arrays.copyOf(original, kept);
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes, int maxBytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, maxBytes));
  }

  private static String shortened(String error) {
    if (error.length() <= MAX_ERROR_CHARS) {
      return error;
    }
    boolean splitsPair = Character.isHighSurrogate(error.charAt(MAX_ERROR_CHARS - 1));
    return error.substring(0, splitsPair ? MAX_ERROR_CHARS - 1 : MAX_ERROR_CHARS) + " ...";
  }

  /** Returns whether the letter holds the beginning of its record alone. */
  public static boolean isCut(DeadLetter letter) {
    return letter.getError().contains(CUT);
  }

  private static String cutNote(String part, byte @Nullable [] bytes, int maxBytes) {
    return bytes == null || bytes.length <= maxBytes
        ? ""
        : CUT + "%d of the %s's %d bytes)".formatted(maxBytes, part, bytes.length);
  }
}
