package dev.winnow.ops.reverify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.producers.json.Json;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the columns of a dataset row, and says which one cannot be used. */
record DatasetFields(JsonNode row) {
  String text(String column) {
    return maybe(column).orElseThrow(() -> refused(column, "text"));
  }

  @Nullable String textOrNull(String column) {
    return maybe(column).orElse(null);
  }

  Optional<String> maybe(String column) {
    JsonNode value = row.path(column);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual()) {
      throw refused(column, "text");
    }
    return Optional.of(value.textValue());
  }

  int number(String column) {
    JsonNode value = row.path(column);
    if (!value.canConvertToExactIntegral() || !value.canConvertToInt()) {
      throw refused(column, "a whole number");
    }
    return value.intValue();
  }

  /** Returns 0 where files of an older sink lack the column. */
  @Nullable Integer numberOrNull(String column) {
    return isAbsent(column) ? null : Integer.valueOf(number(column));
  }

  int numberOrZero(String column) {
    return isAbsent(column) ? 0 : number(column);
  }

  long large(String column) {
    JsonNode value = row.path(column);
    if (!value.canConvertToExactIntegral() || !value.canConvertToLong()) {
      throw refused(column, "a whole number");
    }
    return value.longValue();
  }

  double decimal(String column) {
    if (!row.path(column).isNumber()) {
      throw refused(column, "a number");
    }
    return row.path(column).doubleValue();
  }

  /** Returns false where files of an older sink lack the column. */
  boolean flag(String column) {
    JsonNode value = row.path(column);
    if (!isAbsent(column) && !value.isBoolean()) {
      throw refused(column, "true or false");
    }
    return value.asBoolean(false);
  }

  /** Returns a time: milliseconds since the Unix epoch, or ISO 8601. */
  Instant time(String column) {
    JsonNode value = row.path(column);
    try {
      return value.isTextual()
          ? Instant.parse(value.textValue())
          : Instant.ofEpochMilli(large(column));
    } catch (DateTimeException e) {
      throw refused(column, "a time such as 2026-01-02T03:04:05Z");
    }
  }

  <E extends Enum<E>> E oneOf(String column, Class<E> type) {
    try {
      return Enum.valueOf(type, text(column));
    } catch (IllegalArgumentException e) {
      throw refused(column, "one of " + java.util.Arrays.toString(type.getEnumConstants()));
    }
  }

  boolean isAbsent(String column) {
    return row.path(column).isMissingNode() || row.path(column).isNull();
  }

  IllegalArgumentException refused(String column, String wanted) {
    return new IllegalArgumentException(
        isAbsent(column)
            ? "the column '%s' is missing".formatted(column)
            : "column '%s': want %s, not %s"
                .formatted(column, wanted, Json.shorten(row.path(column).toString())));
  }
}
