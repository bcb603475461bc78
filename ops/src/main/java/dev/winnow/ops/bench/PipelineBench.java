package dev.winnow.ops.bench;

import dev.winnow.ops.local.LocalService;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Candidates per second through requests, candidates, verdicts and Parquet, next to what the same
 * broker moves raw: plain threads that pass the very same records on, byte for byte, over as many
 * topics, with no transactions, no schemas, no checks and no files.
 */
public final class PipelineBench {
  private static final String POOL = "bench";

  /** To look means to read the whole commit log: every 20 ms it took a sixth of all CPU time. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

  private final int prompts;
  private final int candidates;
  private final int runs;
  private final PrintWriter out;

  public PipelineBench(int prompts, int candidates, int runs, PrintWriter out) {
    this.prompts = prompts;
    this.candidates = candidates;
    this.runs = runs;
    this.out = out;
  }

  /** Runs and prints. */
  public void run() throws Exception {
    int total = prompts * candidates;
    try (Workbench bench = Workbench.open(POOL)) {
      LocalService service = bench.service();
      service.start(Map.of(POOL, InstantEngine::new));
      List<Double> pipeline = new ArrayList<>();
      for (int run = 0; run <= runs; run++) {
        pipeline.add(total / pipelineSeconds(service, bench.datasets(), run));
      }
      double ours = report("pipeline, to committed Parquet", pipeline);
      RawRelay relay = new RawRelay(service.connection(), POOL, prompts, candidates);
      List<Double> raw = new ArrayList<>();
      for (int run = 0; run <= runs; run++) {
        raw.add(total / relay.seconds(run));
      }
      double reference = report("raw, same bytes and hops", raw);
      out.printf("ratio: the pipeline moves %.2f of what the broker moves raw%n", ours / reference);
      out.flush();
    }
  }

  private double report(String what, List<Double> all) {
    Rates rates = Rates.afterWarmUp(all);
    out.printf(
        "%-32s %,9.0f candidates/s  (median of %d runs, %s)%n",
        what, rates.median(), runs, rates.range());
    out.flush();
    return rates.median();
  }

  private double pipelineSeconds(LocalService service, Path datasets, int run) throws Exception {
    try (Publisher publisher = new Publisher(service.connection())) {
      publisher.publish(BenchRecords.recipe(POOL, candidates)).get();
      long before = rows(datasets);
      long start = System.nanoTime();
      List<CompletableFuture<Void>> published = new ArrayList<>();
      for (int i = 0; i < prompts; i++) {
        published.add(publisher.publish(BenchRecords.prompt(run, i)));
      }
      CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).get();
      while (rows(datasets) - before < (long) prompts * candidates) {
        Thread.sleep(LOOK_AGAIN);
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private static long rows(Path datasets) throws IOException {
    long rows = 0;
    for (Commit commit : CommitLog.readAll(datasets)) {
      for (DataFile file : commit.files()) {
        rows += file.stats().rows();
      }
    }
    return rows;
  }
}
