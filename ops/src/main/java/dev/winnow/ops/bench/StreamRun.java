package dev.winnow.ops.bench;

import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.schemas.Recipe;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Runs of the whole stream, from prompts to committed datasets. */
final class StreamRun {
  private final LocalService service;
  private final DatasetsLocation datasets;
  private final int prompts;
  private final int candidates;

  StreamRun(Workbench bench, int prompts, int candidates) {
    this.service = bench.service();
    this.datasets = bench.datasets();
    this.prompts = prompts;
    this.candidates = candidates;
  }

  /**
   * Publishes a recipe and its prompts; returns the candidates per second until all rows are in the
   * datasets.
   *
   * @param recipe orders the same number of candidates for each prompt
   * @param run number of the run, unique for this recipe and all others: it makes the prompts' ids
   */
  double rate(Recipe recipe, int run) throws Exception {
    int total = prompts * candidates;
    try (Publisher publisher = new Publisher(service.connection());
        Storage storage = datasets.open()) {
      RowCount rows = new RowCount(storage);
      publisher.publish(recipe).get();
      long before = rows.count();
      long start = System.nanoTime();
      List<CompletableFuture<Void>> published = new ArrayList<>();
      for (int i = 0; i < prompts; i++) {
        published.add(publisher.publish(BenchRecords.prompt(recipe.getName(), run, i)));
      }
      CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).get();
      rows.await(before + total);
      return total / ((System.nanoTime() - start) / 1e9);
    }
  }
}
