package dev.winnow.schemas.rules;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
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
}
