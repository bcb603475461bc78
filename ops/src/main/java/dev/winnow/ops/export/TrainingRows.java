package dev.winnow.ops.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * The rows of a dataset in the layouts that training takes: those of TRL for samples and for pairs.
 */
public final class TrainingRows {
  /** Datasets to train on. */
  public static final List<String> DATASETS = List.of("accepted", "selected", "pairs");

  private final ExportRun run;
  private final Export export;

  /**
   * Finds the rows.
   *
   * @param dataset one of {@link #DATASETS}
   * @throws IllegalArgumentException if there are no such rows; the message says which there are
   */
  public TrainingRows(Storage storage, String recipe, String dataset) throws IOException {
    if (!DATASETS.contains(dataset)) {
      throw new IllegalArgumentException(
          "dataset '%s' is nothing to train on; want one of %s".formatted(dataset, DATASETS));
    }
    run = new ExportRun(storage, recipe, List.of(dataset), List.of());
    export =
        dataset.equals("pairs")
            ? new TrlPreferenceExport().create(new NoOptions())
            : new TrlSftExport().create(new SampleSource(SampleSource.Source.ACCEPTED));
  }

  /** Returns the number of rows to read. */
  public long count() {
    return run.rows();
  }

  /**
   * Gives the rows to a consumer, in the order of the logs.
   *
   * @param read receives the number of rows read so far
   */
  public void read(Consumer<ObjectNode> rows, LongConsumer read) throws IOException {
    run.write(export, new Handed(rows), read);
  }

  /** Hands rows on as they are. */
  private record Handed(Consumer<ObjectNode> rows) implements RowOrder {
    @Override
    public void read(JsonNode row) {
      throw new IllegalStateException("this order needs no other dataset");
    }

    @Override
    public void take(JsonNode source, ObjectNode row) {
      rows.accept(row);
    }

    @Override
    public void finish() {
      // Everything is handed on.
    }

    @Override
    public void close() {
      // Nothing was written.
    }
  }
}
