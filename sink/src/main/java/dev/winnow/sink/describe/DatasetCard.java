package dev.winnow.sink.describe;

import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.describe.UnsolvablePrompts.Listing;
import dev.winnow.sink.row.Format;
import java.util.Map;

/**
 * The dataset card, which the Hugging Face hub displays and from which {@code load_dataset} reads
 * the configs.
 */
final class DatasetCard {
  private DatasetCard() {}

  static String of(String recipe, Format format, Map<String, RowStats> stats, Listing unsolvable) {
    StringBuilder card = new StringBuilder("---\nconfigs:\n");
    for (String outcome : stats.keySet()) {
      card.append(
          "- config_name: %s\n  data_files: \"%s/*.%s\"\n"
              .formatted(outcome, outcome, format.extension()));
      card.append(outcome.equals("accepted") ? "  default: true\n" : "");
    }
    card.append(CardFeatures.of(stats.keySet()));
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
    card.append(selection(stats, format));
    card.append(revisions(format));
    card.append(unsolvable.prompts() == 0 ? "" : unsolvable(unsolvable));
    return card.toString();
  }

  private static String unsolvable(Listing unsolvable) {
    int listed = unsolvable.listed().size();
    return """

    %,d prompts are unsolvable: by what is known, this model does not solve them or their references are
    wrong. `stats.json` lists %s, each with the reason.
    """
        .formatted(
            unsolvable.prompts(),
            listed < unsolvable.prompts() ? "the first %,d".formatted(listed) : "them");
  }

  private static String selection(Map<String, RowStats> stats, Format format) {
    long selected = stats.values().stream().mapToLong(RowStats::selected).sum();
    if (selected == 0) {
      return "";
    }
    return """

    %,d rows are `selected`: exactly the shape that the recipe wants, with no more accepted rows of a
    prompt than it asks for, chosen at random. Read them alone with
    `load_dataset(..., "accepted", split="train").filter(lambda row: row["selected"])`, or in DuckDB with
    `SELECT * FROM %s('accepted/*.%s', union_by_name = true) WHERE selected`.
    """
        .formatted(
            selected, format == Format.PARQUET ? "read_parquet" : "read_json", format.extension());
  }

  private static String revisions(Format format) {
    String read = format == Format.PARQUET ? "read_parquet" : "read_json";
    return """

    A candidate that was judged again has a row for each verdict: `revision` counts them from 0, and the
    `replaces_` columns name the verdict before. Its current verdict is the latest accepted or rejected
    one; where there is none, the latest undecided one. In DuckDB, the current rows of all candidates:
    `SELECT * FROM %s('*/*.%s', union_by_name = true) QUALIFY row_number() OVER (PARTITION BY id ORDER BY
    outcome = 'UNDECIDED', revision DESC) = 1`.
    """
        .formatted(read, format.extension());
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
