package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.Workbench;
import java.io.PrintWriter;
import java.util.List;

/**
 * Decisions per second through the planner's topology with its state stores, and what the stores
 * keep of a prompt, beside the {@linkplain LeastPlanner least application} that could do the work.
 *
 * <ol>
 *   <li>A census under each recipe, not timed: verdicts are held back while the state of the live
 *       prompts is read. It also tells how many verdicts each problem takes under `uniform`.
 *   <li>Ahead: these verdicts are on the topic before the first is seen, so nothing runs but the
 *       planner, the broker and one reader of progress. The reference gets the same verdicts.
 *   <li>In the loop: requests go out over the broker and simulated workers answer them at once.
 *       This has in it the processor time that they take, and the commits that each round waits
 *       for: under `adaptive` a few prompts take several times as many rounds as others, and at the
 *       end the planner mostly waits for these.
 * </ol>
 *
 * The kinds take turns, so that a slow minute falls on all of them.
 */
public final class PlannerBench {
  private static final int CENSUSES = 2;
  private static final int KINDS = 4;

  private final PlannerBenchConfig config;
  private final PrintWriter out;
  private final int runs;

  public PlannerBench(PlannerBenchConfig config, PrintWriter out) {
    this.config = config;
    this.out = out;
    this.runs = CENSUSES + KINDS * (1 + config.runs());
  }

  /** Runs and prints. */
  public void run() throws Exception {
    PlannerReport report;
    try (Workbench bench = Workbench.open(BenchRecipes.POOL);
        BenchProgress progress = new BenchProgress(runs);
        PlannerRuns planner = new PlannerRuns(bench, runs, config.prompts(), progress::at)) {
      report = measure(bench, planner, progress);
    }
    report.print(out);
  }

  private PlannerReport measure(Workbench bench, PlannerRuns planner, BenchProgress progress)
      throws Exception {
    BenchLoad first = uniform(progress.begin("census, uniform"));
    Census ofUniform = planner.census(first);
    Census ofAdaptive = planner.census(adaptive(progress.begin("census, adaptive")));
    VerdictsAhead verdicts = VerdictsAhead.of(first, ofUniform.accounts());
    RunSeries ahead = new RunSeries("uniform, verdicts ahead");
    RunSeries loop = new RunSeries("uniform, in the loop");
    RunSeries learning = new RunSeries("adaptive, in the loop");
    RunSeries least = new RunSeries("reference, verdicts ahead");
    try (Reference reference =
        new Reference(bench, ofUniform.accounts().meanRound(), planner.request())) {
      for (int run = 0; run <= config.runs(); run++) {
        ahead.add(planner.ahead(uniform(progress.begin(ahead.kind())), verdicts));
        loop.add(planner.loop(uniform(progress.begin(loop.kind()))));
        learning.add(planner.loop(adaptive(progress.begin(learning.kind()))));
        least.add(reference.run(uniform(progress.begin(least.kind())), verdicts));
      }
    }
    progress.end();
    return new PlannerReport(config, ahead, List.of(loop, learning), least, ofUniform, ofAdaptive);
  }

  private BenchLoad uniform(int run) {
    return BenchLoad.of(BenchRecipes.uniform(run), config);
  }

  private BenchLoad adaptive(int run) {
    return BenchLoad.of(BenchRecipes.adaptive(run), config);
  }
}
