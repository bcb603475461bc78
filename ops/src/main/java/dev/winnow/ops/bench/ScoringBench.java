package dev.winnow.ops.bench;

import dev.winnow.runtime.Stage;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicCreator;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.Recipe;
import dev.winnow.scorer.reward.RewardPlugin;
import dev.winnow.scorer.stage.ScorerStage;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/**
 * Candidates per second through the whole stream with a scorer that answers at once, next to the
 * same stream without scorers. The runs of both kinds alternate, so that both see the same machine.
 */
public final class ScoringBench {
  private static final String POOL = "bench";
  private static final String SCORERS = "rm";

  private final int prompts;
  private final int candidates;
  private final int runs;
  private final PrintWriter out;

  public ScoringBench(int prompts, int candidates, int runs, PrintWriter out) {
    this.prompts = prompts;
    this.candidates = candidates;
    this.runs = runs;
    this.out = out;
  }

  /** Runs and prints. */
  public void run() throws Exception {
    try (Workbench bench = Workbench.open(POOL)) {
      bench.service().start(Map.of(POOL, InstantEngine::new));
      KafkaConnection connection = bench.service().connection();
      try (Admin admin = Admin.create(connection.properties(Map.of()))) {
        TopicCreator.createMissing(
            admin, List.of(TopicSettings.LOCAL.ofPool(connection.topics().scoring(SCORERS))));
      }
      try (Stage scorer =
          ScorerStage.create(
              connection, WorkerConfig.of(SCORERS), new RewardPlugin(), new InstantScorer())) {
        scorer.start();
        measure(new StreamRun(bench, prompts, candidates));
      }
    }
  }

  private void measure(StreamRun stream) throws Exception {
    Recipe plain = BenchRecords.recipe(POOL, candidates);
    Recipe scored = BenchRecords.scored(POOL, SCORERS, candidates);
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int run = 0; run <= runs; run++) {
      without.add(stream.rate(plain, run));
      with.add(stream.rate(scored, run));
    }
    double reference = Rates.print("without scorers", without, out);
    double ours = Rates.print("with a scorer for each candidate", with, out);
    out.printf("ratio: %.2f of the rate without scorers%n", ours / reference);
    out.flush();
  }
}
