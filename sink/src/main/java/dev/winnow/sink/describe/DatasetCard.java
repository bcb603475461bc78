package dev.winnow.sink.describe;

import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.describe.UnsolvablePrompts.Listing;
import dev.winnow.sink.row.Format;
import java.util.List;
import java.util.Map;

/**
 * The dataset card, which the Hugging Face hub displays and from which {@code load_dataset} reads
 * the configs.
 */
final class DatasetCard {
  private DatasetCard() {}

  static String of(
      String recipe,
      Format format,
      Map<String, RowStats> stats,
      List<DataFile> files,
      Listing unsolvable) {
    StringBuilder card = new StringBuilder("---\nconfigs:\n");
    for (String kind : stats.keySet()) {
      card.append("- config_name: %s\n  data_files:\n".formatted(kind));
      files.stream()
          .filter(file -> file.kind().equals(kind))
          .forEach(file -> card.append("  - \"%s\"\n".formatted(below(recipe, file))));
      card.append(kind.equals("accepted") ? "  default: true\n" : "");
    }
    card.append(CardFeatures.of(stats.keySet()));
    card.append("tags:\n- synthetic\n- rejection-sampling\n---\n\n");
    card.append("# %s\n\n".formatted(recipe));
    card.append(
        "Sampled and verified by Winnow under the recipe `%s`. A row of `accepted`, `rejected`,\n"
            .formatted(recipe));
    card.append(
        "`undecided` and `selected` is one candidate: a prompt, a response, and the verdict\n");
    card.append(
        "on it. A row of `pairs` is a preference pair, a row of `prompts` the end of a prompt.\n\n");
    card.append("| dataset | rows | generated tokens | reasons |\n| --- | ---: | ---: | --- |\n");
    stats.forEach(
        (kind, counted) ->
            card.append(
                "| %s | %,d | %,d | %s |\n"
                    .formatted(kind, counted.rows(), counted.tokens(), reasons(counted))));
    card.append(reading(format));
    card.append(revisions(format));
    card.append(unsolvable.prompts() == 0 ? "" : unsolvable(unsolvable));
    return card.toString();
  }

  /** Tells how to read each row once, because a directory may also hold files that do not count. */
  private static String reading(Format format) {
    return """

    `load_dataset` reads the files that this card lists. `manifest.jsonl` lists the same files. Both may lag
    behind the rows that are written, and each row is in exactly one of the listed files. Do not read the
    directories by a pattern while files are compacted or on object storage: a replaced or unfinished file
    may be there. In DuckDB:

    ```sql
    SET VARIABLE files = (SELECT list('../' || path) FROM read_json('manifest.jsonl') WHERE kind = 'accepted');
    SELECT * FROM %s(getvariable('files'), union_by_name = true);
    ```
    """
        .formatted(read(format));
  }

  private static String below(String recipe, DataFile file) {
    return file.path().substring(recipe.length() + 1);
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

  private static String revisions(Format format) {
    return """

    A candidate that was judged again has a row for each verdict: `revision` counts them from 0, and the
    `replaces_` columns name the verdict before. Its current verdict is the latest accepted or rejected
    one; where there is none, the latest undecided one. In DuckDB, the current rows of all candidates:

    ```sql
    SET VARIABLE files = (SELECT list('../' || path) FROM read_json('manifest.jsonl') WHERE kind IN ('accepted', 'rejected', 'undecided'));
    SELECT * FROM %s(getvariable('files'), union_by_name = true)
    QUALIFY row_number() OVER (PARTITION BY id ORDER BY outcome = 'UNDECIDED', revision DESC) = 1;
    ```
    """
        .formatted(read(format));
  }

  private static String read(Format format) {
    return format == Format.PARQUET ? "read_parquet" : "read_json";
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
