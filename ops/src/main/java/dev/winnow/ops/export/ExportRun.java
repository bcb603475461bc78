package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.ops.dataset.ReplacingRows;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.VerdictHistory;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.storage.StoredInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Writes the rows of one recipe's datasets, as their logs have them now, in a trainer's layout.
 * Each row is read once, whether or not files are compacted meanwhile. Of a candidate that was
 * judged again only the row of the current verdict is written; what was curated stands. Rows of the
 * curator's random control are left out, because a model is trained on the selection or on its
 * control, not on both.
 */
public final class ExportRun {
  private static final List<String> JUDGED =
      Stream.of(Outcome.values())
          .map(outcome -> outcome.toString().toLowerCase(Locale.ROOT))
          .toList();

  private final List<String> datasets;
  private final List<String> orderedBy;
  private final Map<String, List<DataFile>> files = new TreeMap<>();
  private final Storage storage;

  /**
   * @param datasets datasets that are read, in this order
   * @param orderedBy datasets that are read before, because the order of the rows needs them
   * @throws IllegalArgumentException if a dataset has no rows; the message says which there are
   */
  public ExportRun(Storage storage, String recipe, List<String> datasets, List<String> orderedBy)
      throws IOException {
    this.storage = storage;
    this.datasets = datasets;
    this.orderedBy = orderedBy;
    Snapshot snapshot = Snapshot.read(storage);
    snapshot
        .files()
        .filter(file -> file.recipe().equals(recipe))
        .sorted(
            Comparator.comparing(DataFile::topic)
                .thenComparing(DataFile::partition)
                .thenComparing(DataFile::first))
        .forEach(file -> files.computeIfAbsent(file.kind(), kind -> new ArrayList<>()).add(file));
    for (String dataset : Stream.concat(orderedBy.stream(), datasets.stream()).toList()) {
      if (!files.containsKey(dataset)) {
        throw new IllegalArgumentException(missing(snapshot, recipe, dataset));
      }
    }
  }

  private String missing(Snapshot snapshot, String recipe, String dataset) {
    if (files.isEmpty()) {
      return "'%s' has no datasets of recipe '%s'; there are those of %s"
          .formatted(
              storage.name(),
              recipe,
              snapshot.files().map(DataFile::recipe).distinct().sorted().toList());
    }
    return "recipe '%s' has no rows in '%s', only in %s; does the recipe curate, and has a prompt ended?"
        .formatted(recipe, dataset, files.keySet());
  }

  /** Returns the number of rows to read. */
  public long rows() {
    return Stream.concat(orderedBy.stream(), datasets.stream())
        .flatMap(dataset -> files.getOrDefault(dataset, List.of()).stream())
        .mapToLong(file -> file.stats().rows())
        .sum();
  }

  /**
   * Writes the rows in this order.
   *
   * @param read receives the number of rows read so far
   * @throws IllegalArgumentException if a row that replaces a verdict cannot be used
   */
  public void write(Export export, RowOrder order, LongConsumer read) throws IOException {
    long[] rows = {0};
    for (String dataset : orderedBy) {
      read(
          dataset,
          row -> {
            order.read(row);
            read.accept(++rows[0]);
          });
    }
    VerdictHistory history = history();
    for (String dataset : datasets) {
      boolean isJudged = JUDGED.contains(dataset);
      read(
          dataset,
          row -> {
            if (isJudged ? isCurrent(row, history) : !isControl(row)) {
              export.onRow(dataset, row, written -> take(order, row, written));
            }
            read.accept(++rows[0]);
          });
    }
    order.finish();
  }

  private static boolean isControl(JsonNode row) {
    return row.path("selection_control").asBoolean();
  }

  private void read(String dataset, DatasetJson.RowVisitor visitor) throws IOException {
    for (DataFile file : files.getOrDefault(dataset, List.of())) {
      try (StoredInput input = storage.open(file.path())) {
        DatasetJson.read(file.path(), input, visitor);
      }
    }
  }

  /**
   * Reads what replaces a verdict, from the files of all outcomes: that of a row may be another.
   */
  private VerdictHistory history() throws IOException {
    VerdictHistory history = new VerdictHistory();
    if (datasets.stream().anyMatch(JUDGED::contains)) {
      for (String outcome : JUDGED) {
        for (DataFile file : files.getOrDefault(outcome, List.of())) {
          try (StoredInput input = storage.open(file.path())) {
            ReplacingRows.note(file.path(), input, history);
          }
        }
      }
    }
    return history;
  }

  private static boolean isCurrent(JsonNode row, VerdictHistory history) {
    return history.isCurrent(row.path("id").asText(), ReplacingRows.revision(row));
  }

  private static void take(RowOrder order, JsonNode source, ObjectNode row) {
    try {
      order.take(source, row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
