package dev.winnow.producers.screen;

import dev.winnow.producers.screen.BenchmarkIndex.Overlap;
import dev.winnow.producers.source.RefusalKind;
import dev.winnow.producers.source.RefusedLineException;
import dev.winnow.schemas.Prompt;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Refuses or marks prompts that a benchmark contains, or that are nearly the same as an earlier
 * one. Thread-safe.
 */
public final class PromptScreen implements UnaryOperator<Prompt> {
  /** Metadata of a marked prompt: the benchmark text that it shares, such as {@code test#17}. */
  public static final String BENCHMARK = "benchmark_overlap";

  /** Metadata of a marked prompt: the id of the earlier prompt that is nearly the same. */
  public static final String DUPLICATE = "near_duplicate_of";

  private final Optional<BenchmarkIndex> benchmarks;
  private final Optional<NearDuplicates> duplicates;
  private final Action action;

  /** What happens to a prompt that is found. */
  public enum Action {
    /** It is not published. */
    REFUSE,
    /** It is published, and its metadata says what was found. */
    MARK
  }

  public PromptScreen(
      Optional<BenchmarkIndex> benchmarks, Optional<NearDuplicates> duplicates, Action action) {
    this.benchmarks = benchmarks;
    this.duplicates = duplicates;
    this.action = action;
  }

  /**
   * Returns the prompt, marked if something was found.
   *
   * @throws RefusedLineException if something was found, and such prompts are refused
   */
  @Override
  public Prompt apply(Prompt prompt) {
    String text = ComparedText.of(prompt);
    Optional<Overlap> overlap = benchmarks.flatMap(index -> index.overlap(text));
    if (overlap.isPresent() && action == Action.REFUSE) {
      throw new RefusedLineException(
          RefusalKind.IN_BENCHMARK,
          String.format(
              Locale.ROOT,
              "shares words with the benchmark text %s (%.0f %% of it)",
              overlap.get().name(),
              100 * overlap.get().share()));
    }
    Optional<String> duplicate = duplicates.flatMap(known -> known.findOrAdd(prompt.getId(), text));
    if (duplicate.isPresent() && action == Action.REFUSE) {
      throw new RefusedLineException(
          RefusalKind.NEAR_DUPLICATE,
          "is nearly the same as prompt '%s'".formatted(duplicate.get()));
    }
    return marked(prompt, overlap, duplicate);
  }

  /** Remembers a prompt that was published before. */
  public void remember(Prompt prompt) {
    duplicates.ifPresent(
        known -> {
          Optional<String> unused = known.findOrAdd(prompt.getId(), ComparedText.of(prompt));
        });
  }

  /** Returns whether earlier prompts matter. */
  public boolean remembersPrompts() {
    return duplicates.isPresent();
  }

  private static Prompt marked(
      Prompt prompt, Optional<Overlap> overlap, Optional<String> duplicate) {
    if (overlap.isEmpty() && duplicate.isEmpty()) {
      return prompt;
    }
    Map<String, String> metadata = new HashMap<>(prompt.getMetadata());
    overlap.ifPresent(found -> metadata.put(BENCHMARK, found.name()));
    duplicate.ifPresent(id -> metadata.put(DUPLICATE, id));
    return Prompt.newBuilder(prompt).setMetadata(metadata).build();
  }
}
