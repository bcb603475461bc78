package dev.winnow.sink.describe;

import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.row.Format;
import java.util.Map;

/**
 * The dataset card: what the Hugging Face hub shows, and {@code load_dataset} reads for its
 * configs.
 */
final class DatasetCard {
  private DatasetCard() {}

  static String of(String recipe, Format format, Map<String, RowStats> stats) {
    StringBuilder card = new StringBuilder("---\nconfigs:\n");
    for (String outcome : stats.keySet()) {
      card.append(
          "- config_name: %s\n  data_files: \"%s/*.%s\"\n"
              .formatted(outcome, outcome, format.extension()));
      card.append(outcome.equals("accepted") ? "  default: true\n" : "");
    }
    card.append("tags:\n- synthetic\n- rejection-sampling\n---\n\n");
    card.append("# %s\n\n".formatted(recipe));
    card.append(
        "Sampled and verified by Winnow under the recipe `%s`. Every row is one candidate:\n"
            .formatted(recipe));
    card.append("a prompt, a response, and the verdict on it.\n\n");
    card.append("| dataset | rows | generated tokens | reasons |\n| --- | ---: | ---: | --- |\n");
    stats.forEach(
        (outcome, counted) ->
            card.append(
                "| %s | %,d | %,d | %s |\n"
                    .formatted(outcome, counted.rows(), counted.tokens(), reasons(counted))));
    return card.toString();
  }

  private static String reasons(RowStats stats) {
    StringBuilder text = new StringBuilder();
    stats
        .byReason()
        .forEach(
            (reason, rows) ->
                text.append(text.isEmpty() ? "" : ", ")
                    .append("`%s` %,d".formatted(reason.replaceAll("[`|\n]", " "), rows)));
    return text.toString();
  }
}
