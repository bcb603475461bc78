package dev.winnow.training;

import dev.winnow.training.PackedBatch.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts texts into rows, each into the first row that has room, and rows into batches. Where a batch
 * ends depends on the texts and their order alone.
 */
final class Packing {
  private final int rows;
  private final int time;
  private List<TuningUnit> units = new ArrayList<>();
  private List<Place> places = new ArrayList<>();
  private int[] used;

  /**
   * @param rows rows of each batch, at least as many as an example has texts
   * @param time cells of each row, at least as many as the longest text has
   */
  Packing(int rows, int time) {
    this.rows = rows;
    this.time = time;
    this.used = new int[rows];
  }

  /**
   * Returns the batches of these examples, in their order.
   *
   * @param rows rows of each batch, at least as many as an example has texts
   * @param time cells of each row, at least as many as the longest text has
   */
  static List<PackedBatch> of(List<TuningUnit> units, int rows, int time) {
    Packing packing = new Packing(rows, time);
    List<PackedBatch> batches = new ArrayList<>();
    for (TuningUnit unit : units) {
      if (!packing.fits(unit)) {
        packing.take().ifPresent(batches::add);
      }
      packing.add(unit);
    }
    packing.take().ifPresent(batches::add);
    return batches;
  }

  /** Returns whether the batch has room for the example. */
  boolean fits(TuningUnit unit) {
    return find(unit).isPresent();
  }

  /**
   * Adds an example to the batch.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  void add(TuningUnit unit) {
    List<Place> chosen =
        find(unit).orElseThrow(() -> new IllegalArgumentException("an example exceeds the batch"));
    chosen.forEach(place -> used[place.row()] = place.from() + place.text().cells());
    units.add(unit);
    places.addAll(chosen);
  }

  /** Finds room for all texts of an example, or for none. */
  private Optional<List<Place>> find(TuningUnit unit) {
    int[] now = used.clone();
    List<Place> found = new ArrayList<>();
    for (TokenText text : unit.texts()) {
      int row = 0;
      while (row < rows && now[row] + text.cells() > time) {
        row++;
      }
      if (row == rows) {
        return Optional.empty();
      }
      found.add(new Place(text, row, now[row]));
      now[row] += text.cells();
    }
    return Optional.of(found);
  }

  /** Returns the batch, unless it is empty, and begins the next. */
  Optional<PackedBatch> take() {
    if (units.isEmpty()) {
      return Optional.empty();
    }
    int last = places.stream().mapToInt(Place::row).max().orElseThrow();
    PackedBatch batch = PackedBatch.of(units, places, last + 1);
    units = new ArrayList<>();
    places = new ArrayList<>();
    used = new int[rows];
    return Optional.of(batch);
  }
}
