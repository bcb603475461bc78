package dev.winnow.transformer.writer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Trains a byte-level BPE vocabulary (Sennrich et al., arXiv 1508.07909; byte alphabet of GPT-2) in
 * which every digit is a separate token, so that arithmetic lines up. Deterministic: ties go to the
 * pair that sorts first.
 */
public final class BpeTrainer {
  /** GPT-2's split into words, after digits are separated. */
  private static final Pattern WORD =
      Pattern.compile(
          "\\d| ?\\p{L}+(?=\\P{L}|$)| ?[^\\s\\p{L}\\d]+|\\s+(?=\\d|$)|\\s+(?!\\S)|\\s+");

  /** A merge of two neighbouring symbols into one. */
  public record Merge(String left, String right) {}

  /**
   * A trained vocabulary.
   *
   * @param tokens every token in the order of its id: specials, bytes, merged symbols
   * @param merges the merges in the order they were learned
   */
  public record Vocabulary(List<String> tokens, List<Merge> merges) {}

  private BpeTrainer() {}

  public static Vocabulary train(List<String> texts, List<String> specials, int size) {
    Map<List<String>, Integer> words = countWords(texts);
    List<String> tokens = new ArrayList<>(specials);
    ByteAlphabet.symbols().forEach(tokens::add);
    List<Merge> merges = new ArrayList<>();
    while (tokens.size() < size) {
      Merge best = mostFrequentPair(words);
      if (best == null) {
        break;
      }
      merges.add(best);
      tokens.add(best.left() + best.right());
      words = apply(best, words);
    }
    return new Vocabulary(List.copyOf(tokens), List.copyOf(merges));
  }

  private static Map<List<String>, Integer> countWords(List<String> texts) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String text : texts) {
      WORD.matcher(text)
          .results()
          .map(MatchResult::group)
          .forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    Map<List<String>, Integer> words = new LinkedHashMap<>();
    counts.forEach(
        (word, count) ->
            words.put(ByteAlphabet.symbols(word.getBytes(StandardCharsets.UTF_8)), count));
    return words;
  }

  private static @org.jspecify.annotations.Nullable Merge mostFrequentPair(
      Map<List<String>, Integer> words) {
    Map<Merge, Integer> pairs = new HashMap<>();
    words.forEach(
        (word, count) -> {
          for (int i = 0; i + 1 < word.size(); i++) {
            pairs.merge(new Merge(word.get(i), word.get(i + 1)), count, Integer::sum);
          }
        });
    Comparator<Map.Entry<Merge, Integer>> byCount = Map.Entry.comparingByValue();
    return pairs.entrySet().stream()
        .max(
            byCount.thenComparing(
                e -> e.getKey().left() + ' ' + e.getKey().right(), Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .orElse(null);
  }

  private static Map<List<String>, Integer> apply(Merge merge, Map<List<String>, Integer> words) {
    Map<List<String>, Integer> merged = new LinkedHashMap<>();
    words.forEach((word, count) -> merged.merge(apply(merge, word), count, Integer::sum));
    return merged;
  }

  private static List<String> apply(Merge merge, List<String> word) {
    List<String> merged = new ArrayList<>(word.size());
    for (int i = 0; i < word.size(); i++) {
      boolean here =
          i + 1 < word.size()
              && word.get(i).equals(merge.left())
              && word.get(i + 1).equals(merge.right());
      merged.add(here ? merge.left() + merge.right() : word.get(i));
      i += here ? 1 : 0;
    }
    return merged;
  }
}
