package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.PromptFiles;
import dev.winnow.ops.cli.option.ReadPrompts;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.cli.option.SamplerOptions;
import dev.winnow.ops.cli.option.TargetFile;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.evaluate.Recorder;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.djl.DjlEngine;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
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
    name = "record",
    mixinStandardHelpOptions = true,
    description = {
      "Samples prompts in this process, without a stream, and writes a recording for the replay"
          + " engine.",
      "Several recipes can then allocate from the same candidates, which are sampled once."
    },
    footer = {
      "",
      "Examples:",
      "  winnow record --recipe recipe.yaml --model ops/models/abacus --samples 48 prompts.jsonl"
          + " recording.jsonl",
      "  winnow local --engine replay --replay-file recording.jsonl --recipe recipe.yaml"
          + " prompts.jsonl"
    })
public final class RecordCommand implements Callable<Integer> {
  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "FILE",
      description = "Recipe (YAML): how to sample, and the seed.")
  private Path recipeFile;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIRECTORY",
      description = "A model in Hugging Face layout.")
  private Path model;

  @Option(
      names = "--samples",
      converter = WholeNumber.Count.class,
      paramLabel = "N",
      defaultValue = "32",
      description = "Candidates of each prompt (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Parameters(
      index = "0",
      paramLabel = "PROMPTS",
      description = "File of prompts, as 'winnow publish' takes them.")
  private Path prompts;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "The recording; it appears when it is whole, and replaces an older one.")
  private Path file;

  @Mixin private SamplerOptions sampler;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  /** What was written. */
  private record Recorded(String file, int prompts, long candidates) {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    Recipe recipe = RecipeInput.read(recipeFile, InstantSource.system());
    List<Prompt> read =
        ReadPrompts.of(
            List.of(prompts),
            PromptFiles.reader(recipe, Optional.empty()),
            spec.commandLine().getErr());
    Path target = TargetFile.of(file);
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    long candidates;
    try (Engine engine = new DjlEngine(sampler.engine(model));
        ProgressBar bar = ProgressBars.of("record", read.size()).build();
        BufferedWriter out = Files.newBufferedWriter(unfinished)) {
      candidates = new Recorder(recipe, samples).write(engine, read, out, bar::step);
    }
    Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    print(new Recorded(file.toString(), read.size(), candidates));
    return 0;
  }

  private void print(Recorded recorded) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(recorded, out);
      return;
    }
    out.printf(
        "%,d candidates of %,d prompts in %s%n",
        recorded.candidates(), recorded.prompts(), recorded.file());
    out.flush();
  }
}
