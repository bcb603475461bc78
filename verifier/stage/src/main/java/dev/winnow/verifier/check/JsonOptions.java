package dev.winnow.verifier.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionSchema;

/** Reads options of checks from JSON, where an option whose text is JSON may be JSON itself. */
public final class JsonOptions {
  private JsonOptions() {}

  /**
   * Returns the text of an option. An option that the check does not have is left to {@link Checks}
   * to refuse.
   *
   * @param type type of the check
   * @throws IllegalArgumentException if the value is null, or a list or an object although the
   *     option's text is not JSON; the message says what is wanted and does not name the option
   */
  public static String text(String type, String option, JsonNode value) {
    if (value.isNull()) {
      throw new IllegalArgumentException("is null; leave it out, or give a value");
    }
    if (!value.isContainerNode()) {
      return value.asText();
    }
    if (isPlainText(type, option)) {
      throw new IllegalArgumentException(
          "want text, a number or a boolean, not %s"
              .formatted(value.isArray() ? "a list" : "an object"));
    }
    return value.toString();
  }

  private static boolean isPlainText(String type, String option) {
    return CheckPlugin.installed().find(type).stream()
        .flatMap(plugin -> OptionSchema.of(plugin.options()).stream())
        .filter(info -> info.name().equals(option))
        .anyMatch((OptionInfo info) -> !info.isJson());
  }
}
