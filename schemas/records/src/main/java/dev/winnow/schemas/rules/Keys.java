package dev.winnow.schemas.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of records. A key decides the partition, and so which instance has the state that the
 * record belongs to: a record under another key must be refused.
 */
public final class Keys {
  private Keys() {}

  /** Whether a record's key is this text in UTF-8. */
  public static boolean isKey(byte @Nullable [] key, String text) {
    return Arrays.equals(text.getBytes(StandardCharsets.UTF_8), key);
  }
}
