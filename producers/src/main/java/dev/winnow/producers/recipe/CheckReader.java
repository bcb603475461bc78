package dev.winnow.producers.recipe;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.rules.VerificationCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a check: the fields that every check has, and beside them the options of its type. */
final class CheckReader {
  private static final String UNNAMED = "unnamed";

  private final VerificationCatalog catalog;
  private final OptionsReader options;

  CheckReader(VerificationCatalog catalog, OptionsReader options) {
    this.catalog = catalog;
    this.options = options;
  }

  /** The check; where something was reported, one that is worth nothing but keeps its place. */
  Check read(FieldReader fields) {
    fields.require("type", "type: math");
    Optional<String> type = fields.text("type");
    Check shared =
        Check.newBuilder()
            .setType(type.orElse(UNNAMED))
            .setOptions(Map.of())
            .setAllReferences(fields.isSecond("references", "any", "all"))
            .setReasoningMarkers(markers(fields))
            .build();
    Optional<? extends Plugin<?>> known = type.flatMap(catalog.checks()::find);
    if (known.isEmpty()) {
      type.ifPresent(unknown -> fields.problem("type", unknown(unknown)));
      return shared;
    }
    Map<String, String> given = options.read(fields, known.get().options());
    fields.refuseOthers();
    Check check = Check.newBuilder(shared).setOptions(given).build();
    List<OptionProblem> problems = catalog.problems(check);
    problems.forEach(fields::refuse);
    return problems.isEmpty() ? asWritten(check) : check;
  }

  private String unknown(String type) {
    return type.isBlank() ? "must not be blank" : catalog.checks().unknown(type);
  }

  /**
   * The check with its options as their types write them, so that 0.50 and 0.5 are one version of
   * the recipe. Defaults are not added: they would change the versions of published recipes.
   */
  private Check asWritten(Check check) {
    Map<String, String> written = catalog.checks().complete(check.getType(), check.getOptions());
    written.keySet().retainAll(check.getOptions().keySet());
    return Check.newBuilder(check).setOptions(written).build();
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
