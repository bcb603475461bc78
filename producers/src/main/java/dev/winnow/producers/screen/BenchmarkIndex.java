package dev.winnow.producers.screen;

import dev.winnow.schemas.similar.WordShingles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The texts of benchmarks, by their runs of words. Filled by one thread; then immutable and
 * thread-safe.
 */
public final class BenchmarkIndex {
  /** About 400 MB. */
  private static final int MAX_RUNS = 5_000_000;

  private final BenchmarkRule rule;
  private final List<Text> texts = new ArrayList<>();
  private final Map<Long, int[]> textsByRun = new HashMap<>();

  /**
   * A text that both share.
   *
   * @param name place of the benchmark text, such as {@code test.jsonl#17}
   * @param share share of its words that shared runs cover, above 0, at most 1
   */
  public record Overlap(String name, double share) {}

  private record Text(String name, int words) {}

  public BenchmarkIndex(BenchmarkRule rule) {
    this.rule = rule;
  }

  /**
   * Adds a benchmark text; one without words adds nothing.
   *
   * @throws IllegalStateException if there are too many
   */
  public void add(String name, String text) {
    long[] words = WordShingles.words(text, rule.numbers());
    if (words.length == 0) {
      return;
    }
    int number = texts.size();
    texts.add(new Text(name, words.length));
    for (long run : WordShingles.inOrder(words, rule.ngram())) {
      textsByRun.merge(run, new int[] {number}, BenchmarkIndex::plus);
    }
    if (textsByRun.size() > MAX_RUNS) {
      throw new IllegalStateException(
          "the benchmarks have more than %,d runs of %d words; give fewer files"
              .formatted(MAX_RUNS, rule.ngram()));
    }
  }

  /** Returns the number of texts. */
  public int size() {
    return texts.size();
  }

  /** Returns the benchmark text that a prompt shares most of, if the rule counts it as shared. */
  public Optional<Overlap> overlap(String prompt) {
    long[] words = WordShingles.words(prompt, rule.numbers());
    long[] runs = WordShingles.inOrder(words, rule.ngram());
    Map<Integer, BitSet> covered = new TreeMap<>();
    int width = Math.min(rule.ngram(), words.length);
    for (int i = 0; i < runs.length; i++) {
      for (int text : textsByRun.getOrDefault(runs[i], new int[0])) {
        covered.computeIfAbsent(text, known -> new BitSet()).set(i, i + width);
      }
    }
    return covered.entrySet().stream()
        .map(entry -> overlap(texts.get(entry.getKey()), entry.getValue().cardinality()))
        .filter(overlap -> overlap.share() >= rule.share())
        .reduce((best, other) -> other.share() > best.share() ? other : best);
  }

  private static Overlap overlap(Text text, int words) {
    return new Overlap(text.name(), Math.min(1, (double) words / text.words()));
  }

  /** A text that repeats a run is there once; so is one of very many with the same run. */
  private static int[] plus(int[] known, int[] more) {
    int number = more[0];
    if (known[known.length - 1] == number || known.length >= 16) {
      return known;
    }
    int[] both = Arrays.copyOf(known, known.length + 1);
    both[known.length] = number;
    return both;
  }
}
