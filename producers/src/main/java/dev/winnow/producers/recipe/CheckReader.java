package dev.winnow.producers.recipe;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.ReasoningMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code check}: the keys that every check has, and apart from them the options that only the
 * check itself knows.
 */
final class CheckReader {
  private static final String UNNAMED = "unnamed";

  private CheckReader() {}

  static Check read(FieldReader check) {
    check.require("type", "type: math");
    String type = check.text("type").orElse(UNNAMED);
    if (type.isBlank()) {
      check.problem("type", "must not be blank");
    }
    boolean allReferences = isSecond(check, "references", "any", "all");
    boolean acceptIdentical = isSecond(check, "identical", "once", "accept");
    List<ReasoningMarker> markers = markers(check);
    Map<String, String> options = check.others();
    return Check.newBuilder()
        .setType(type)
        .setOptions(options)
        .setAllReferences(allReferences)
        .setAcceptIdentical(acceptIdentical)
        .setReasoningMarkers(markers)
        .build();
  }

  /** Which of two words a field holds; the first is the default. */
  private static boolean isSecond(FieldReader check, String name, String first, String second) {
    Optional<String> word = check.text(name);
    if (word.isPresent() && !word.get().equals(first) && !word.get().equals(second)) {
      check.problem(name, "want %s or %s, not '%s'".formatted(first, second, word.get()));
    }
    return word.filter(second::equals).isPresent();
  }

  private static List<ReasoningMarker> markers(FieldReader check) {
    List<ReasoningMarker> markers = new ArrayList<>();
    for (FieldReader marker : check.objects("reasoning")) {
      marker.require("open", "open: \"<think>\"");
      marker.require("close", "close: \"</think>\"");
      markers.add(
          new ReasoningMarker(
              marker.text("open").orElse(UNNAMED), marker.text("close").orElse(UNNAMED)));
      marker.refuseOthers();
    }
    return markers;
  }
}
