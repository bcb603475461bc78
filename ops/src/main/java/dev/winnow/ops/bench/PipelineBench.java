package dev.winnow.ops.bench;

import dev.winnow.ops.local.LocalService;
import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.SamplingParams;
import dev.winnow.schemas.rules.ContentHash;
import dev.winnow.sink.commit.Commit;
import dev.winnow.sink.commit.CommitLog;
import dev.winnow.sink.commit.DataFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

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
      publisher.publish(recipe()).get();
      long before = rows(datasets);
      long start = System.nanoTime();
      List<CompletableFuture<Void>> published = new ArrayList<>();
      for (int i = 0; i < prompts; i++) {
        published.add(publisher.publish(prompt(run, i)));
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

  private Recipe recipe() {
    Recipe recipe =
        Recipe.newBuilder()
            .setName("bench")
            .setVersion("")
            .setPool(POOL)
            .setSampling(new SamplingParams(1.0, 1.0, 0, 256, List.of()))
            .setCheck(RecordFactory.check("math", Map.of()))
            .setAllocation(
                StrategyPlugin.catalog()
                    .complete("fixed", Map.of("candidates", String.valueOf(candidates))))
            .setSeed(1)
            .setReissueAfterMs(Duration.ofMinutes(5).toMillis())
            .setMaxReissues(3)
            .setPublishedAt(Instant.now())
            .build();
    recipe.setVersion(ContentHash.ofRecipe(recipe));
    return recipe;
  }

  private static Prompt prompt(int run, int number) {
    String question =
        "A store of 412 shells gets %d, sells 98, gets 310 and sells 77. How many are left in run %d?"
            .formatted(number, run);
    return Prompt.newBuilder()
        .setId("bench-%d-%d".formatted(run, number))
        .setRecipe("bench")
        .setMessages(List.of(RecordFactory.message("user", question)))
        .setReference(String.valueOf(number))
        .setPublishedAt(Instant.now())
        .build();
  }
}
