package dev.winnow.producers.recipe;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.ReasoningMarker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a check: the keys that every check has, and apart from them the options that only the check
 * itself knows.
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
    boolean allReferences = check.isSecond("references", "any", "all");
    List<ReasoningMarker> markers = markers(check);
    Map<String, String> options = check.others();
    return Check.newBuilder()
        .setType(type)
        .setOptions(options)
        .setAllReferences(allReferences)
        .setReasoningMarkers(markers)
        .build();
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
