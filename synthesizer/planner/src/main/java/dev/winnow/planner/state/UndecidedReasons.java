package dev.winnow.planner.state;

import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How often each reason left a candidate of a prompt undecided. Bounded: at most {@value
 * #MAX_CODES} codes are told apart, further ones are counted together. Immutable and thread-safe.
 *
 * @param counts by reason code, each at least 1
 * @param unsampled candidates of these that could not be sampled
 */
public record UndecidedReasons(SortedMap<String, Integer> counts, int unsampled) {
  /** No candidate is undecided. */
  public static final UndecidedReasons NONE = new UndecidedReasons(new TreeMap<>(), 0);

  static final int MAX_CODES = 8;
  private static final String OTHER = "OTHER";
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");

  public UndecidedReasons {
    counts = Collections.unmodifiableSortedMap(new TreeMap<>(counts));
  }

  UndecidedReasons plus(String reason) {
    boolean isKnown = counts.containsKey(reason);
    boolean isOther = !isKnown && (counts.size() >= MAX_CODES || !CODE.matcher(reason).matches());
    SortedMap<String, Integer> more = new TreeMap<>(counts);
    more.merge(isOther ? OTHER : reason, 1, Integer::sum);
    return new UndecidedReasons(more, unsampled + (Unsampled.has(reason) ? 1 : 0));
  }

  /** Returns the code that was counted most; empty text when there is none. */
  public String mostFrequent() {
    return counts.entrySet().stream()
        .max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  /** Counts and codes, the most frequent first: {@code 40 CUT_OFF, 8 NO_ANSWER}. */
  public String words() {
    return counts.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, Integer> one) -> -one.getValue())
                .thenComparing(Map.Entry::getKey))
        .map(one -> one.getValue() + " " + one.getKey())
        .collect(Collectors.joining(", "));
  }
}
