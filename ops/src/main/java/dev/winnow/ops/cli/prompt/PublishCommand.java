package dev.winnow.ops.cli.prompt;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.PromptFiles;
import dev.winnow.ops.cli.option.RecipeInput;
import dev.winnow.ops.cli.option.ScreenOptions;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.producers.publish.Publisher;
import dev.winnow.producers.publish.TakenIds;
import dev.winnow.producers.publish.TakenIds.Finding;
import dev.winnow.producers.screen.PromptScreen;
import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.schemas.Recipe;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
      "Publishes a recipe and files of prompts.",
      "Rows that are no prompts, or that the recipe's check could not judge, are listed and left"
          + " out; the rest goes through.",
      "Publishing the same file twice is harmless: ids follow from content.",
      "Files are JSON lines, JSON arrays, CSV or TSV with a header, or Parquet; .gz and .zst too."
          + " All are looked at first: where one cannot be read, nothing is published."
    },
    footer = {
      "",
      "Examples:",
      "  winnow publish --recipe ops/recipes/gsm8k.yaml gsm8k/train.jsonl",
      "  zcat prompts.jsonl.gz | winnow publish --recipe recipe.yaml -",
      "  winnow publish --dry-run --recipe recipe.yaml train.parquet",
      "",
      "Exit status: 0 all published, 1 some rows were refused, a file is damaged, or ids are taken."
    })
public final class PublishCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private ScreenOptions screening;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "FILE",
      description = "Recipe (YAML) to publish first; the prompts belong to it.")
  private Path recipeFile;

  @Option(
      names = "--layout",
      paramLabel = "LAYOUT",
      description =
          "Layout of every row: ${COMPLETION-CANDIDATES}; told by the keys when left out.")
  private @Nullable Layout layout;

  @Parameters(
      arity = "0..*",
      paramLabel = "PROMPTS",
      description = "Files of prompts; - is standard input.")
  private List<Path> files = List.of();

  @Option(
      names = "--dry-run",
      description = "Publish nothing and contact nobody: say what would be published, and why not.")
  private boolean dryRun;

  @Option(
      names = "--decided-within",
      converter = WholeNumber.CountOrNone.class,
      paramLabel = "SECONDS",
      defaultValue = "30",
      description =
          "How long to wait for the planner to say which ids are taken; 0 does not ask (default:"
              + " ${DEFAULT-VALUE}).")
  private int decidedWithin;

  @Override
  public Integer call() throws Exception {
    InstantSource clock = InstantSource.system();
    Recipe recipe = RecipeInput.read(recipeFile, clock);
    PromptFiles.requireReadable(files);
    PromptScreen screen = screening.screen();
    PromptReader reader =
        PromptFiles.reader(recipe, Optional.ofNullable(layout)).screenedBy(screen);
    PrintWriter out = spec.commandLine().getOut();
    PublishDocument.Collector told = new PublishDocument.Collector();
    if (dryRun) {
      announce(recipe, out);
      boolean isClean = inWords(PromptFiles.dryRun(reader, out), told).takeAll(files);
      if (json.chosen()) {
        JsonOption.print(told.of(recipe, true, Optional.empty()), out);
      }
      return isClean ? 0 : 1;
    }
    KafkaConnection kafka = connection.connect();
    try (Publisher publisher = Publisher.ofCommand(kafka)) {
      publisher.publish(recipe).get();
      announce(recipe, out);
      // The recipe is published before earlier prompts are read, because that reports sooner that
      // Kafka cannot be reached.
      ScreenOptions.rememberPublished(screen, kafka);
      try (TakenIds taken = TakenIds.from(kafka)) {
        PromptFiles publishing = PromptFiles.publishing(publisher::publish, reader, out);
        boolean isClean = inWords(publishing, told).takeAll(files);
        Optional<Finding> found = find(taken, publisher);
        if (json.chosen()) {
          JsonOption.print(told.of(recipe, false, found), out);
        } else {
          found.ifPresent(finding -> TakenIdsPrinter.print(finding, out));
        }
        boolean areFree = found.isEmpty() || found.get().ids().isEmpty();
        return isClean && areFree ? 0 : 1;
      }
    }
  }

  private void announce(Recipe recipe, PrintWriter out) {
    if (!json.chosen()) {
      out.printf("recipe %s, version %s%n", recipe.getName(), recipe.getVersion());
    }
  }

  private PromptFiles inWords(PromptFiles taking, PublishDocument.Collector told) {
    return json.chosen() ? taking.telling(told::add) : taking;
  }

  private Optional<Finding> find(TakenIds taken, Publisher publisher) throws InterruptedException {
    Duration wait = Duration.ofSeconds(decidedWithin);
    return wait.isZero()
        ? Optional.empty()
        : Optional.of(taken.find(publisher.lastOffsets(), wait));
  }
}
