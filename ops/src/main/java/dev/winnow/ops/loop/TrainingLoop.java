package dev.winnow.ops.loop;

import dev.winnow.ops.demo.Demo;
import dev.winnow.ops.demo.DemoConfig;
import dev.winnow.ops.demo.ProblemFile;
import dev.winnow.ops.evaluate.Evaluation;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.ops.tuning.TuningBar;
import dev.winnow.ops.tuning.TuningData;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.schemas.Prompt;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.training.Tuner;
import dev.winnow.training.TuningExample;
import dev.winnow.training.TuningReport;
import dev.winnow.training.problem.Split;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.djl.DjlEngine;
import dev.winnow.worker.engine.djl.DjlEngineConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import me.tongfei.progressbar.ProgressBar;

/**
 * Improves a model in rounds.
 *
 * <ol>
 *   <li>The model samples new problems through the whole service, until all have ended.
 *   <li>A copy of it is trained on what was accepted, selected or paired.
 *   <li>The new model is measured on held-out problems, the same in every round, and samples in the
 *       next.
 * </ol>
 *
 * A round whose model is there is not done again, and each part of a round goes on where it was.
 */
public final class TrainingLoop {
  private static final String WEIGHTS = "model.safetensors";

  private final LoopConfig config;
  private final PrintWriter out;

  public TrainingLoop(LoopConfig config, PrintWriter out) {
    this.config = config;
    this.out = out;
  }

  /**
   * Does every round; returns the measure of the model at the start and after each.
   *
   * @throws IllegalArgumentException if a round has nothing to train on
   * @throws IllegalStateException if prompts did not end, or the books of a round do not balance
   */
  public List<LoopRound> run() throws IOException, InterruptedException, ExecutionException {
    List<Prompt> measured = measuredPrompts();
    Evaluation evaluation = new Evaluation(config.recipe(), config.samples());
    List<LoopRound> rounds = new ArrayList<>();
    rounds.add(measure(evaluation, measured, 0, 0));
    for (int round = 1; round <= config.rounds(); round++) {
      long start = System.nanoTime();
      boolean isDone = Files.exists(config.model(round).resolve(WEIGHTS));
      if (!isDone) {
        out.printf("round %d of %d%n", round, config.rounds());
        out.flush();
        sample(round);
        train(round);
      }
      long seconds = isDone ? 0 : (System.nanoTime() - start) / 1_000_000_000;
      rounds.add(measure(evaluation, measured, round, seconds));
    }
    return rounds;
  }

  private void sample(int round) throws IOException, InterruptedException, ExecutionException {
    DemoConfig stream =
        new DemoConfig(
            config.round(round),
            List.of(config.recipe()),
            config.prompts(),
            Split.TRAIN,
            config.seed() + round,
            false);
    Path model = config.model(round - 1);
    int threads = DjlEngineConfig.threads(Math.max(1, DjlEngineConfig.processors() / 2));
    try (Operations operations = new Operations(Optional.empty())) {
      Demo demo =
          new Demo(
              stream,
              () -> new DjlEngine(DjlEngineConfig.of(model, threads)),
              Map.of(),
              operations,
              out);
      if (!demo.run(Instant.now(), uri -> {})) {
        throw new IllegalStateException(
            "round %d: prompts are open, or the books do not balance; the log is under %s"
                .formatted(round, config.round(round)));
      }
    }
  }

  private void train(int round) throws IOException, InterruptedException {
    DatasetsLocation datasets = DatasetsLocation.of(config.round(round).resolve("datasets"));
    List<TuningExample> examples =
        TuningData.read(datasets, config.recipe().getName(), config.dataset());
    try (ProgressBar bar = ProgressBars.of("train", -1).build()) {
      TuningReport report =
          Tuner.train(
              config.tuning(),
              config.model(round - 1),
              examples,
              config.model(round),
              new TuningBar(bar));
      out.printf(
          "%,d rows of %s learned in %,d steps%n",
          report.learned(), config.dataset(), report.steps());
      out.flush();
    }
  }

  private LoopRound measure(Evaluation evaluation, List<Prompt> prompts, int round, long seconds)
      throws InterruptedException {
    Path model = config.model(round);
    try (Engine engine = new DjlEngine(DjlEngineConfig.of(model));
        ProgressBar bar = ProgressBars.of("measure", prompts.size()).build()) {
      return new LoopRound(round, seconds, evaluation.run(engine, prompts, bar::step));
    }
  }

  /**
   * The problems are held out: no round's problems and no training of the shipped model has them.
   */
  private List<Prompt> measuredPrompts() throws IOException {
    DemoConfig problems =
        new DemoConfig(
            config.directory(),
            List.of(config.recipe()),
            config.measured(),
            Split.HELD_OUT,
            config.seed(),
            false);
    PromptReader reader = new PromptReader(config.recipe().getName(), Optional.empty());
    return ProblemFile.prompts(problems, reader);
  }
}
