package dev.winnow.training;

import java.util.Arrays;
import java.util.List;

/**
 * Texts of one step, several in each row, each of which sees only itself. The last number of a text
 * is that of the padding.
 *
 * @param rows number of rows
 * @param time cells of each
 * @param ids row-major token ids
 * @param targets id of the next token where it belongs to an answer, -100 elsewhere
 * @param places position of each token within its text
 * @param texts number of the text of each token
 * @param units the examples, whose texts are numbered in this order
 */
record PackedBatch(
    int rows,
    int time,
    long[] ids,
    long[] targets,
    long[] places,
    long[] texts,
    List<TuningUnit> units) {

  /** The place of a text in the batch. */
  record Place(TokenText text, int row, int from) {}

  static PackedBatch of(List<TuningUnit> units, List<Place> places, int rows) {
    int time =
        places.stream().mapToInt(place -> place.from() + place.text().cells()).max().orElseThrow();
    int cells = rows * time;
    PackedBatch batch =
        new PackedBatch(
            rows,
            time,
            new long[cells],
            new long[cells],
            new long[cells],
            new long[cells],
            List.copyOf(units));
    Arrays.fill(batch.targets, TrainingBatch.IGNORED);
    Arrays.fill(batch.texts, places.size());
    for (int number = 0; number < places.size(); number++) {
      batch.put(places.get(number), number);
    }
    return batch;
  }

  private void put(Place place, int number) {
    TokenText text = place.text();
    int from = place.row() * time + place.from();
    System.arraycopy(text.ids(), 0, ids, from, text.cells());
    for (int i = 0; i < text.cells(); i++) {
      places[from + i] = i;
      texts[from + i] = number;
      if (i + 1 >= text.start()) {
        targets[from + i] = text.ids()[i + 1];
      }
    }
  }

  /** Returns the number of texts. */
  int count() {
    return units.stream().mapToInt(unit -> unit.texts().size()).sum();
  }

  /** Returns the number of cells that hold a token of a text. */
  int filled() {
    return units.stream().flatMap(unit -> unit.texts().stream()).mapToInt(TokenText::cells).sum();
  }

  /** Returns the number of tokens whose likelihood counts. */
  int targetCount() {
    return units.stream().flatMap(unit -> unit.texts().stream()).mapToInt(TokenText::targets).sum();
  }
}
