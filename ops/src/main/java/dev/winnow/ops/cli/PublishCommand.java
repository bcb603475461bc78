package dev.winnow.ops.cli;

import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.producers.publish.FilePublisher;
import dev.winnow.producers.publish.PublishSummary;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.schemas.Recipe;
import dev.winnow.verifier.check.Checks;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.zip.GZIPInputStream;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes a recipe and files of prompts. Lines that are no prompts are listed and left out; the rest goes",
      "through. Publishing the same file twice is harmless: ids follow from content."
    },
    footer = {
      "",
      "Examples:",
      "  winnow publish --recipe ops/recipes/gsm8k.yaml gsm8k/train.jsonl",
      "  zcat prompts.jsonl.gz | winnow publish --recipe recipe.yaml -",
      "",
      "Exit status: 0 all published, 1 some lines were refused."
    })
final class PublishCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Mixin private ConnectionOptions connection;
  @Spec private CommandSpec spec;

  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "FILE",
      description = "Recipe (YAML) to publish first; the prompts belong to it.")
  private Path recipeFile;

  @Option(
      names = "--layout",
      description =
          "Layout of every line: ${COMPLETION-CANDIDATES}; told by the keys when left out.")
  private @Nullable Layout layout;

  @Parameters(
      arity = "0..*",
      paramLabel = "PROMPTS",
      description = "JSONL files, .gz too; - is standard input.")
  private List<Path> files = List.of();

  @Override
  public Integer call() throws Exception {
    InstantSource clock = InstantSource.system();
    Recipe recipe = RecipeFile.read(recipeFile, clock.instant());
    Checks.compile(recipe.getCheck());
    PrintWriter out = spec.commandLine().getOut();
    boolean allGood = true;
    try (Publisher publisher = new Publisher(connection.connect())) {
      publisher.publish(recipe).get();
      out.printf("recipe %s, version %s%n", recipe.getName(), recipe.getVersion());
      PromptReader reader = new PromptReader(recipe.getName(), Optional.ofNullable(layout));
      for (Path file : files) {
        PublishSummary summary = publish(new FilePublisher(publisher, reader, clock), file);
        print(file, summary, out);
        allGood &= summary.refused() == 0;
      }
    }
    return allGood ? 0 : 1;
  }

  private static PublishSummary publish(FilePublisher publisher, Path file)
      throws IOException, InterruptedException {
    if (file.toString().equals("-")) {
      return publisher.publish(System.in, "stdin", bytes -> {});
    }
    if (!Files.isReadable(file)) {
      throw new IOException("prompt file '%s' does not exist or cannot be read".formatted(file));
    }
    boolean isZipped = file.toString().endsWith(".gz");
    String name = String.valueOf(file.getFileName());
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
        InputStream lines = isZipped ? new GZIPInputStream(in) : in;
        ProgressBar bar =
            ProgressBars.of(name)
                .setInitialMax(isZipped ? -1 : Files.size(file))
                .setUnit(" KB", 1 << 10)
                .build()) {
      return publisher.publish(lines, name, bar::stepTo);
    }
  }

  private static void print(Path file, PublishSummary summary, PrintWriter out) {
    summary.refusals().stream()
        .limit(SHOWN)
        .forEach(refusal -> out.printf("%s:%d: %s%n", file, refusal.line(), refusal.reason()));
    if (summary.refused() > SHOWN) {
      out.printf("... and %,d more refused lines%n", summary.refused() - SHOWN);
    }
    out.printf(
        "%s: %,d published, %,d repeated, %,d refused%n",
        file, summary.published(), summary.repeated(), summary.refused());
    out.flush();
  }
}
