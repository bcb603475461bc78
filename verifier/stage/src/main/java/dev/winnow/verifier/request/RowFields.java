package dev.winnow.verifier.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads fields of a JSON row; an {@link IllegalArgumentException} names the field that is wrong.
 */
public final class RowFields {
  private static final int MAX_SHOWN_CHARS = 100;
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\p{Cf}\\u2028\\u2029\\p{Cs}]");

  private RowFields() {}

  /** Returns the text of a field that must be there. */
  public static String text(JsonNode node, String field) {
    JsonNode value = node.get(field);
    if (value == null || value.isNull()) {
      throw new IllegalArgumentException("field \"" + field + "\" is missing");
    }
    return scalar(field, value);
  }

  /** Returns a text, number or boolean as text; null is none. */
  public static String scalar(String field, JsonNode value) {
    if (!value.isValueNode() || value.isNull()) {
      throw new IllegalArgumentException("field \"" + field + "\" must be a text");
    }
    return value.asText();
  }

  /** Returns a text or an array of texts as a list; empty if missing. */
  public static List<String> texts(String field, JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return List.of();
    }
    if (!value.isArray()) {
      return List.of(scalar(field, value));
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : value) {
      if (one.isNull()) {
        throw new IllegalArgumentException(
            "field \"" + field + "\" has a null; leave it out, or give a text");
      }
      texts.add(scalar(field, one));
    }
    return List.copyOf(texts);
  }

  /** Returns the text as one line that cannot control a terminal. */
  public static String printable(String text) {
    return UNPRINTABLE.matcher(text).replaceAll("?");
  }

  /** Returns the beginning of a long text. */
  public static String shown(String text) {
    return text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "...";
  }
}
