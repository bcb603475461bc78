package dev.winnow.ops.tuning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.export.TrainingRows;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.producers.source.RowFile;
import dev.winnow.producers.source.RowSource;
import dev.winnow.producers.source.SourceLine;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import dev.winnow.training.TuningExample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import me.tongfei.progressbar.ProgressBar;

/** Reads what a model is trained on, all of it into memory. */
public final class TuningData {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TuningData() {}

  /**
   * Reads the committed rows of a dataset.
   *
   * @throws IllegalArgumentException if there are none
   * @throws IOException if a file cannot be read
   */
  public static List<TuningExample> read(DatasetsLocation datasets, String recipe, String dataset)
      throws IOException {
    List<TuningExample> examples = new ArrayList<>();
    try (Storage storage = datasets.open()) {
      TrainingRows rows = new TrainingRows(storage, recipe, dataset);
      try (ProgressBar bar = ProgressBars.of(recipe + '/' + dataset, rows.count()).build()) {
        rows.read(row -> examples.add(TrlRow.read(row)), bar::stepTo);
      }
    }
    return examples;
  }

  /**
   * Reads a file in one of TRL's conversational layouts, as 'winnow export' writes them.
   *
   * @throws IllegalArgumentException if a row has neither layout, or the rows have both; names the
   *     line
   * @throws IOException if the file cannot be read
   */
  public static List<TuningExample> read(Path file) throws IOException {
    RowFile.problem(file)
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    List<TuningExample> examples = new ArrayList<>();
    try (RowSource rows = RowFile.open(file)) {
      for (Optional<SourceLine> row = rows.next(); row.isPresent(); row = rows.next()) {
        TuningExample example = example(file, row.get());
        if (!examples.isEmpty() && examples.getFirst().getClass() != example.getClass()) {
          throw new IllegalArgumentException(
              "%s line %d: this row and the first one are of different layouts"
                  .formatted(file, row.get().number()));
        }
        examples.add(example);
      }
    }
    return examples;
  }

  /**
   * Returns some of the examples, each at most once, in a random order.
   *
   * @param rows how many, at least 1
   * @param seed decides which
   * @throws IllegalArgumentException if there are not so many
   */
  public static List<TuningExample> draw(List<TuningExample> examples, int rows, long seed) {
    if (rows < 1 || rows > examples.size()) {
      throw new IllegalArgumentException(
          "--rows: want 1 to the %,d that there are, not %,d".formatted(examples.size(), rows));
    }
    List<TuningExample> shuffled = new ArrayList<>(examples);
    Collections.shuffle(shuffled, new Random(seed));
    return List.copyOf(shuffled.subList(0, rows));
  }

  private static TuningExample example(Path file, SourceLine line) {
    try {
      return switch (line) {
        case SourceLine.Text text -> TrlRow.read(JSON.readTree(text.text()));
        case SourceLine.Unreadable bad -> throw new IllegalArgumentException(bad.reason());
      };
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "%s line %d: not JSON: %s".formatted(file, line.number(), e.getOriginalMessage()), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "%s line %d: %s".formatted(file, line.number(), e.getMessage()), e);
    }
  }
}
