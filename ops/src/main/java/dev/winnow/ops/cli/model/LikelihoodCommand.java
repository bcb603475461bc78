package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.ReadPrompts;
import dev.winnow.ops.likelihood.SolutionLikelihood;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.schemas.Prompt;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "likelihood",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how likely models are to sample the worked solutions of prompts, at temperature 1.",
      "Where a prompt has in essence one right response, this is pass@1 without the noise of"
          + " sampling, and costs one pass over each solution."
    },
    footer = {
      "",
      "Examples:",
      "  winnow problems prompts.jsonl",
      "  winnow likelihood --model ops/models/abacus --model out/tuned prompts.jsonl"
    })
public final class LikelihoodCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIRECTORY",
      description = "A model in Hugging Face layout; may be repeated.")
  private List<Path> models;

  @Parameters(
      paramLabel = "PROMPTS",
      arity = "1..*",
      description = "Files of prompts with the field 'solution', as 'winnow problems' writes them.")
  private List<Path> files;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    List<Prompt> prompts =
        ReadPrompts.of(
            files, new PromptReader("likelihood", Optional.empty()), spec.commandLine().getErr());
    try (ProgressBar bar = ProgressBars.of("likelihood", models.size()).build()) {
      for (Path model : models) {
        SolutionLikelihood measured = SolutionLikelihood.of(model, prompts);
        bar.step();
        if (json.chosen()) {
          JsonOption.print(measured, out);
        } else {
          print(measured, out);
        }
      }
    }
    return 0;
  }

  private static void print(SolutionLikelihood measured, PrintWriter out) {
    out.printf("%s%n%-22s %s%n", measured.model(), "family", "probability of the solution");
    measured
        .families()
        .forEach((family, mean) -> out.printf("%-22s %5.1f %%%n", family, 100 * mean));
    out.flush();
  }
}
