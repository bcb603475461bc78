package dev.winnow.verifier.cases;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.Outcome;
import dev.winnow.verifier.request.CheckItem;
import dev.winnow.verifier.request.RowFields;
import java.util.Arrays;

/**
 * A labelled case for any check: {@code {"id", "type", "options", "prompt"?, "reference",
 * "response", "expected"}}; see {@link CheckItem} for the fields.
 *
 * @param id id of the case
 * @param item the response with its check
 * @param expected the expected outcome
 */
public record CheckCase(String id, CheckItem item, Outcome expected) {
  /** Reads one line of a case file; an error names the missing or wrong field. */
  static CheckCase of(JsonNode node) {
    return new CheckCase(
        RowFields.text(node, "id"), CheckItem.of(node), expected(RowFields.text(node, "expected")));
  }

  private static Outcome expected(String text) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.name().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected must be ACCEPTED, REJECTED or UNDECIDED, but was \"%s\""
                        .formatted(RowFields.shown(text))));
  }
}
