package dev.winnow.ops.deadletters;

import dev.winnow.schemas.DeadLetter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as JSON and as text for people. Immutable.
 *
 * @param id {@code PARTITION/OFFSET} on the topic of dead letters
 * @param key the record's key as UTF-8 text; null where it has none
 * @param value the record's bytes in Base64; null where they are not asked for, or there are none
 */
public record DeadLetterView(
    String id,
    String stage,
    String topic,
    int partition,
    long offset,
    @Nullable String key,
    String reason,
    String error,
    String failedAt,
    int bytes,
    @Nullable String value) {

  /** Returns the view of a letter, with or without the bytes of its record. */
  public static DeadLetterView of(StoredDeadLetter stored, boolean withValue) {
    DeadLetter letter = stored.letter();
    return new DeadLetterView(
        stored.id().toString(),
        letter.getStage(),
        letter.getTopic(),
        letter.getPartition(),
        letter.getOffset(),
        letter.getKey().map(key -> text(key)).orElse(null),
        letter.getReason(),
        letter.getError(),
        letter.getFailedAt().toString(),
        letter.getValue().map(ByteBuffer::remaining).orElse(0),
        withValue ? letter.getValue().map(DeadLetterView::base64).orElse(null) : null);
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
  }

  private static String base64(ByteBuffer bytes) {
    return StandardCharsets.ISO_8859_1
        .decode(Base64.getEncoder().encode(bytes.duplicate()))
        .toString();
  }
}
