package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.PromptFiles;
import dev.winnow.ops.cli.option.ReadPrompts;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.cli.option.SamplerOptions;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.evaluate.Evaluation;
import dev.winnow.ops.evaluate.EvaluationReport;
import dev.winnow.ops.evaluate.EvaluationReport.Model;
import dev.winnow.ops.evaluate.EvaluationTable;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.djl.DjlEngine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description = {
      "Measures one model, or two side by side, on files of prompts: pass@k with 95 %% confidence"
          + " intervals, by family.",
      "Samples and judges as the stream does, by the sampling settings and checks of a recipe, in"
          + " this process."
    },
    footer = {
      "",
      "Examples:",
      "  winnow evaluate --recipe recipe.yaml --model out/tuned prompts.jsonl",
      "  winnow evaluate --recipe recipe.yaml --model ops/models/abacus --model out/tuned"
          + " prompts.jsonl",
      "",
      "pass@k       the unbiased estimator of arXiv 2107.03374; intervals by bootstrap over"
          + " prompts",
      "undecided    candidates that were not sampled, or that no check could judge: they count as",
      "             neither right nor wrong, and a prompt with fewer than k others does not count",
      "",
      "Exit status: 0 done, 1 a model, a recipe or prompts cannot be used, 2 wrong arguments."
    })
public final class EvaluateCommand implements Callable<Integer> {
  private static final int MAX_MODELS = 2;

  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "FILE",
      description = "Recipe (YAML): how to sample and what to accept.")
  private Path recipeFile;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIRECTORY",
      description =
          "A model in Hugging Face layout. Give two to compare the second with the first.")
  private List<Path> models;

  @Option(
      names = "--samples",
      converter = WholeNumber.Count.class,
      paramLabel = "N",
      defaultValue = "8",
      description = "Candidates of each prompt (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--k",
      paramLabel = "K",
      split = ",",
      defaultValue = "1,8",
      description = "Which pass@k to estimate, each at most --samples (default: ${DEFAULT-VALUE}).")
  private List<Integer> ks;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Decides what bootstrap and test draw; the recipe's seed decides what is sampled"
              + " (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Parameters(
      paramLabel = "PROMPTS",
      arity = "1..*",
      description = "Files of prompts, as 'winnow publish' takes them.")
  private List<Path> files;

  @Mixin private SamplerOptions sampler;
  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireArguments();
    PrintWriter out = spec.commandLine().getOut();
    Recipe recipe = RecipeInput.read(recipeFile, InstantSource.system());
    Evaluation evaluation = new Evaluation(recipe, samples);
    List<Prompt> prompts =
        ReadPrompts.of(
            files, PromptFiles.reader(recipe, Optional.empty()), spec.commandLine().getErr());
    List<Model> results = new ArrayList<>();
    for (Path directory : models) {
      Model model = measure(evaluation, directory, prompts);
      results.add(model);
      if (!json.chosen()) {
        EvaluationTable.print(directory.toString(), model.prompts(), ks, seed, out);
      }
    }
    EvaluationReport report = EvaluationReport.of(results, seed);
    if (json.chosen()) {
      JsonOption.print(report, out);
    } else if (report.comparison() != null) {
      EvaluationTable.print(
          report.comparison(), models.get(0).toString(), models.get(1).toString(), out);
    }
    return 0;
  }

  private void requireArguments() {
    if (models.size() > MAX_MODELS) {
      throw new ParameterException(spec.commandLine(), "--model: give one or two models");
    }
    if (ks.stream().anyMatch(k -> k < 1)) {
      throw new ParameterException(spec.commandLine(), "--k: want at least 1 each");
    }
    boolean isChosen = spec.commandLine().getParseResult().hasMatchedOption("--k");
    if (isChosen && ks.stream().anyMatch(k -> k > samples)) {
      throw new ParameterException(
          spec.commandLine(), "--k: want at most the %d of --samples each".formatted(samples));
    }
    ks = ks.stream().filter(k -> k <= samples).distinct().sorted().toList();
  }

  private Model measure(Evaluation evaluation, Path directory, List<Prompt> prompts)
      throws InterruptedException {
    String name = String.valueOf(directory.getFileName());
    try (Engine engine = new DjlEngine(sampler.engine(directory));
        ProgressBar bar = ProgressBars.of(name, prompts.size()).build()) {
      return Model.of(directory.toString(), evaluation.run(engine, prompts, bar::step), ks, seed);
    }
  }
}
