package dev.winnow.curator.group;

import dev.winnow.schemas.similar.MinHash;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Which responses count as one. Implementations are immutable and thread-safe. */
public sealed interface Distinctness {
  /** Word n-grams of near duplicates. */
  int SHINGLE_WORDS = 3;

  /**
   * Returns one response of each group of equals, in index order: the one with the highest score,
   * or the lowest index among those.
   */
  List<RatedResponse> distinct(List<RatedResponse> responses);

  /** Responses with equal texts count as one. */
  record Exact() implements Distinctness {
    @Override
    public List<RatedResponse> distinct(List<RatedResponse> responses) {
      return byKey(responses, UnaryOperator.identity());
    }
  }

  /** Texts count as equal that differ in case, white space or compatibility forms alone. */
  record Normalized() implements Distinctness {
    private static final Pattern SPACE = Pattern.compile("\\s+");

    @Override
    public List<RatedResponse> distinct(List<RatedResponse> responses) {
      return byKey(responses, Normalized::normalize);
    }

    private static String normalize(String text) {
      String composed = Normalizer.normalize(text, Normalizer.Form.NFKC);
      return SPACE.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Texts count as equal whose word 3-grams have an estimated Jaccard index of at least this. Each
   * response is compared with those that are kept already, the best first.
   *
   * @param similarity above 0, at most 1
   */
  record Similar(double similarity) implements Distinctness {
    @Override
    public List<RatedResponse> distinct(List<RatedResponse> responses) {
      List<RatedResponse> kept = new ArrayList<>();
      List<MinHash> signatures = new ArrayList<>();
      for (RatedResponse response : RatedResponse.bestFirst(new Exact().distinct(responses))) {
        MinHash signature = MinHash.of(response.text(), SHINGLE_WORDS);
        if (signatures.stream().noneMatch(other -> other.similarity(signature) >= similarity)) {
          kept.add(response);
          signatures.add(signature);
        }
      }
      return byIndex(kept);
    }
  }

  /**
   * Parses {@code exact}, {@code normalized} or a similarity above 0 and up to 1, such as {@code
   * 0.9}.
   *
   * @throws IllegalArgumentException for anything else
   */
  static Distinctness parse(String text) {
    return switch (text) {
      case "exact" -> new Exact();
      case "normalized" -> new Normalized();
      default -> {
        OptionalDouble similarity = similarity(text);
        if (similarity.isEmpty()) {
          throw new IllegalArgumentException(
              "want exact, normalized, or a similarity above 0 and up to 1 such as 0.9");
        }
        yield new Similar(similarity.getAsDouble());
      }
    };
  }

  private static OptionalDouble similarity(String text) {
    if (text.matches("[01](\\.\\d{1,9})?")) {
      double value = Double.parseDouble(text);
      return value > 0 && value <= 1 ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
    return OptionalDouble.empty();
  }

  private static List<RatedResponse> byKey(
      List<RatedResponse> responses, UnaryOperator<String> key) {
    Set<String> taken = new HashSet<>();
    return byIndex(
        RatedResponse.bestFirst(responses).stream()
            .filter(response -> taken.add(key.apply(response.text())))
            .toList());
  }

  private static List<RatedResponse> byIndex(List<RatedResponse> responses) {
    return responses.stream().sorted(RatedResponse.BY_ID).toList();
  }
}
