package dev.winnow.verifier.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.verifier.request.CheckItem;
import dev.winnow.verifier.request.RowFields;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A case of a check's author: an item with an id and a kind.
 *
 * @param id id of the case
 * @param kind what the check must do with the response
 */
public record ContractCase(String id, Kind kind, CheckItem item) {
  /** What a case tests. */
  public enum Kind {
    /** The response deserves all: it is accepted, and the reference can be used. */
    FULL,
    /** The response deserves nothing: it is rejected. */
    ZERO,
    /** The response or the reference is damaged: it is not accepted, and nothing fails. */
    MALFORMED,
    /** The finding is the same in every run, on every thread and of every new instance. */
    DETERMINISM;

    /** Returns its name in files. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Kind of(String word) {
      return Arrays.stream(values())
          .filter(kind -> kind.word().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "kind must be one of %s, but was \"%s\""
                          .formatted(
                              Arrays.stream(values())
                                  .map(Kind::word)
                                  .collect(Collectors.joining(", ")),
                              RowFields.shown(word))));
    }
  }

  /**
   * Reads one row.
   *
   * @throws IllegalArgumentException that names the missing or wrong field
   */
  public static ContractCase of(JsonNode row) {
    return new ContractCase(
        RowFields.text(row, "id"), Kind.of(RowFields.text(row, "kind")), CheckItem.of(row));
  }
}
