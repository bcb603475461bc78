package dev.winnow.schemas.rules;

import dev.winnow.schemas.serde.Decoded.Bad;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys of records. A key determines the partition, and so the instance that has the state for
 * the record: a record under a wrong key must be rejected.
 */
public final class Keys {
  private Keys() {}

  /** Returns whether a record's key is this text in UTF-8. */
  public static boolean isKey(byte @Nullable [] key, String text) {
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), key);
  }

  /** Returns why a record has the wrong key; empty where its key is this text in UTF-8. */
  public static <T> Optional<Bad<T>> mismatch(byte @Nullable [] key, String text) {
    return isKey(key, text) ? Optional.empty() : Optional.of(mismatch(text));
  }

  /** Refuses a record whose key is another than this text. */
  public static <T> Bad<T> mismatch(String text) {
    return new Bad<>("KEY_MISMATCH", "the record's key must be '%s' in UTF-8".formatted(text));
  }
}
