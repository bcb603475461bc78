package dev.winnow.ops.cli.option;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.producers.json.Json;
import dev.winnow.producers.publish.FilePublisher;
import dev.winnow.producers.publish.KnownIds;
import dev.winnow.producers.publish.PublishSummary;
import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.PromptReader;
import dev.winnow.producers.source.RowFile;
import dev.winnow.producers.source.RowSource;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Recipe;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ProgressBar;

/**
 * Reads files of prompts, and publishes them or only says what would be published: the same for
 * every command. Ids stand for one prompt over all files.
 */
public final class PromptFiles {
  private static final Path STANDARD_INPUT = Path.of("-");

  private final Function<Prompt, CompletableFuture<Void>> publisher;
  private final PromptReader reader;
  private final BiConsumer<Path, PublishSummary> summaries;
  private final InstantSource clock = InstantSource.system();
  private final KnownIds ids = new KnownIds();

  private PromptFiles(
      Function<Prompt, CompletableFuture<Void>> publisher,
      PromptReader reader,
      BiConsumer<Path, PublishSummary> summaries) {
    this.publisher = publisher;
    this.reader = reader;
    this.summaries = summaries;
  }

  /** Publishes what is read. */
  public static PromptFiles publishing(
      Function<Prompt, CompletableFuture<Void>> publisher, PromptReader reader, PrintWriter out) {
    return new PromptFiles(publisher, reader, new PromptSummaryPrinter(out, "published")::print);
  }

  /** Returns the same, which passes on what became of each file and prints nothing. */
  public PromptFiles telling(BiConsumer<Path, PublishSummary> listener) {
    return new PromptFiles(publisher, reader, listener);
  }

  /** Gives what is read to a consumer that publishes nothing. */
  public static PromptFiles reading(
      Function<Prompt, CompletableFuture<Void>> consumer, PromptReader reader, PrintWriter out) {
    return new PromptFiles(consumer, reader, new PromptSummaryPrinter(out, "used")::print);
  }

  /** Reads and judges as publishing does, and publishes nothing. */
  public static PromptFiles dryRun(PromptReader reader, PrintWriter out) {
    return new PromptFiles(
        prompt -> CompletableFuture.completedFuture(null),
        reader,
        new PromptSummaryPrinter(out, "publishable")::print);
  }

  /**
   * Returns a reader of a recipe's prompts that refuses what its checks and scorers could not
   * judge.
   */
  public static PromptReader reader(Recipe recipe, Optional<Layout> layout) {
    return new PromptReader(
        recipe.getName(),
        layout,
        prompt -> Installed.catalog().verification().misfits(recipe.getVerification(), prompt));
  }

  /**
   * Looks at every file before any of it is taken, so that nothing is published where one of them
   * was given by mistake.
   *
   * @throws IllegalArgumentException with a line for each file that cannot be read as rows
   */
  public static void requireReadable(List<Path> files) {
    List<String> problems =
        new ArrayList<>(
            files.stream()
                .filter(file -> !file.equals(STANDARD_INPUT))
                .distinct()
                .flatMap(file -> RowFile.problem(file).stream())
                .map(Json::printable)
                .toList());
    if (Collections.frequency(files, STANDARD_INPUT) > 1) {
      problems.add("standard input, -, is given several times; give it once");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          "nothing is published:\n  " + String.join("\n  ", problems));
    }
  }

  /**
   * Takes every file; {@code -} is standard input. Returns whether every row went through.
   *
   * @throws IOException if a file cannot be opened, or Kafka does not take a prompt
   */
  public boolean takeAll(List<Path> files) throws IOException, InterruptedException {
    boolean isClean = true;
    for (Path file : files) {
      PublishSummary summary = take(file);
      summaries.accept(file, summary);
      isClean &= summary.isClean();
    }
    return isClean;
  }

  private PublishSummary take(Path file) throws IOException, InterruptedException {
    FilePublisher files = new FilePublisher(publisher, reader, ids, clock);
    if (file.equals(STANDARD_INPUT)) {
      return files.publish(RowFile.open(System.in, "stdin"), "stdin", bytes -> {});
    }
    String name = String.valueOf(file.getFileName());
    RowSource rows = RowFile.open(file);
    try (ProgressBar bar = bar(file, name)) {
      LongConsumer step = bar::stepTo;
      return files.publish(rows, name, step);
    }
  }

  private static ProgressBar bar(Path file, String name) throws IOException {
    return ProgressBars.of(name, RowFile.isCompressed(file) ? -1 : Files.size(file))
        .setUnit(" KB", 1 << 10)
        .build();
  }
}
