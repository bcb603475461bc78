package dev.winnow.ops.console;

import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The newest rows of each outcome and reason, at most {@value #KEPT} of each, on disk. Thread-safe
 * for one writer.
 */
final class NewestRows {
  static final int KEPT = 200;

  private final RecordStore store;
  private final StoredNumber written;

  /**
   * A row.
   *
   * @param number increases with each row that is written
   */
  record Row(long number, String promptId, int index) {
    private static final int PARTS = 3;

    byte[] bytes() {
      return "%d %d %s".formatted(number, index, promptId).getBytes(StandardCharsets.UTF_8);
    }

    static Row from(byte[] bytes) {
      String[] parts = new String(bytes, StandardCharsets.UTF_8).split(" ", PARTS);
      return new Row(Long.parseLong(parts[0]), parts[2], Integer.parseInt(parts[1]));
    }
  }

  NewestRows(RecordStore store) {
    this.store = store;
    this.written = new StoredNumber(store, "rows");
  }

  /** Adds a row; the oldest of its outcome and reason is forgotten. */
  void add(ReasonCounts.Count place, String promptId, int index) {
    String key = IndexKeys.rows(place.recipe(), place.outcome(), place.reason());
    store.put(
        key + Math.floorMod(place.count(), (long) KEPT),
        new Row(written.next(), promptId, index).bytes());
  }

  /** Returns the newest rows, the newest first. */
  List<Row> list(String recipe, Outcome outcome, String reason, int limit) {
    List<Row> rows = new ArrayList<>();
    for (String key : store.keys(IndexKeys.rows(recipe, outcome, reason), "", KEPT)) {
      byte[] value = store.get(key);
      if (value != null) {
        rows.add(Row.from(value));
      }
    }
    return rows.stream()
        .sorted(Comparator.comparingLong(Row::number).reversed())
        .limit(limit)
        .toList();
  }
}
