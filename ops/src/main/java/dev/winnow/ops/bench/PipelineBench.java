package dev.winnow.ops.bench;

import dev.winnow.ops.local.LocalService;
import dev.winnow.schemas.Recipe;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Candidates per second through requests, candidates, verdicts and Parquet, next to what the same
 * broker moves raw: plain threads that pass the very same records on, byte for byte, over as many
 * topics, with no transactions, no schemas, no checks and no files.
 */
public final class PipelineBench {
  private static final String POOL = "bench";

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
      StreamRun stream = new StreamRun(bench, prompts, candidates);
      Recipe recipe = BenchRecords.recipe(POOL, candidates);
      List<Double> pipeline = new ArrayList<>();
      for (int run = 0; run <= runs; run++) {
        pipeline.add(stream.rate(recipe, run));
      }
      double ours = Rates.print("pipeline, to committed Parquet", pipeline, out);
      RawRelay relay = new RawRelay(service.connection(), POOL, prompts, candidates);
      List<Double> raw = new ArrayList<>();
      for (int run = 0; run <= runs; run++) {
        raw.add(total / relay.seconds(run));
      }
      double reference = Rates.print("raw, same bytes and hops", raw, out);
      out.printf("ratio: the pipeline moves %.2f of what the broker moves raw%n", ours / reference);
      out.flush();
    }
  }
}
