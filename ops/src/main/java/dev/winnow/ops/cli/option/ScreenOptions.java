package dev.winnow.ops.cli.option;

import dev.winnow.producers.screen.BenchmarkFiles;
import dev.winnow.producers.screen.BenchmarkIndex;
import dev.winnow.producers.screen.BenchmarkRule;
import dev.winnow.producers.screen.NearDuplicates;
import dev.winnow.producers.screen.PromptScreen;
import dev.winnow.producers.screen.PromptScreen.Action;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.TopicScan;
import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.similar.WordShingles.Numbers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that admit prompts: they keep benchmarks and near duplicates out. */
public final class ScreenOptions {
  @Option(
      names = "--benchmark",
      paramLabel = "FILE",
      description =
          "Benchmark that no prompt may be part of, in any format that prompts may have; may be"
              + " given several times.")
  private List<Path> benchmarks = List.of();

  @Option(
      names = "--benchmark-ngram",
      paramLabel = "WORDS",
      defaultValue = "13",
      description =
          "Words of a run that a prompt and a benchmark share (default: ${DEFAULT-VALUE}).")
  private int ngram;

  @Option(
      names = "--benchmark-share",
      paramLabel = "SHARE",
      defaultValue = "0",
      description =
          "Least share of a benchmark text that shared runs cover, 0 to 1; 0: one run is enough"
              + " (default: ${DEFAULT-VALUE}). Tülu 3 uses 0.5 with runs of 8 words.")
  private double share;

  @Option(
      names = "--benchmark-exact-numbers",
      description = "A text with other numbers is another text. By default numbers do not matter.")
  private boolean exactNumbers;

  @Option(
      names = "--near-duplicates",
      paramLabel = "SIMILARITY",
      description =
          "Looks for prompts that are nearly the same as an earlier one: Jaccard index of word"
              + " 3-grams, such as 0.8. The latest 200,000 prompts are remembered.")
  private @Nullable Double similarity;

  @Option(
      names = "--screened",
      paramLabel = "ACTION",
      defaultValue = "refuse",
      description =
          "What happens to a prompt that is found: refuse it, or mark it in its metadata"
              + " (default: ${DEFAULT-VALUE}).")
  private Action action;

  /**
   * Reads the benchmarks.
   *
   * @throws IllegalArgumentException if a number is out of range
   * @throws IOException if a benchmark cannot be read
   */
  public PromptScreen screen() throws IOException {
    BenchmarkRule rule =
        new BenchmarkRule(ngram, share, exactNumbers ? Numbers.EXACT : Numbers.ALIKE);
    Optional<BenchmarkIndex> index =
        benchmarks.isEmpty()
            ? Optional.empty()
            : Optional.of(BenchmarkFiles.read(benchmarks, rule));
    Optional<NearDuplicates> duplicates =
        Optional.ofNullable(similarity)
            .map(least -> new NearDuplicates(least, NearDuplicates.DEFAULT_MOST));
    return new PromptScreen(index, duplicates, action);
  }

  /** Lets the screen remember the prompts that are on the topic, where earlier ones matter. */
  public static void rememberPublished(PromptScreen screen, KafkaConnection connection) {
    if (screen.remembersPrompts()) {
      try (TopicScan scan = new TopicScan(connection)) {
        scan.read(
            connection.topics().prompts(),
            Prompt.class,
            (record, prompt) -> prompt.ifPresent(screen::remember));
      }
    }
  }
}
