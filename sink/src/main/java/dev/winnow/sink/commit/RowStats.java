package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Statistics of rows. The sum of two is that of both sets of rows, so the statistics of a dataset
 * follow from those of its files.
 *
 * @param rows number of rows
 * @param prompts number of prompts whose first candidate is among them: summed over the outcomes,
 *     each prompt counts once
 * @param tokens number of tokens generated for them
 * @param byReason rows by the verdict's reason
 * @param byFamily rows by the prompts' metadata {@code family}, where they have it
 * @param byPassRate rows by pass rate, where it is known, in tenths: below 0.1, below 0.2, ...,
 *     from 0.9 to 1
 */
public record RowStats(
    long rows,
    long prompts,
    long tokens,
    @JsonProperty("by_reason") Map<String, Long> byReason,
    @JsonProperty("by_family") Map<String, Long> byFamily,
    @JsonProperty("by_pass_rate") List<Long> byPassRate) {
  /** Statistics of no rows. */
  public static final RowStats NONE = new RowCounter().stats();

  /** Returns the sum of both. */
  public RowStats plus(RowStats other) {
    return new RowStats(
        rows + other.rows,
        prompts + other.prompts,
        tokens + other.tokens,
        sum(byReason, other.byReason),
        sum(byFamily, other.byFamily),
        sum(byPassRate, other.byPassRate));
  }

  private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
    Map<String, Long> sum = new TreeMap<>(a);
    b.forEach((label, rows) -> RowCounter.count(sum, label, rows));
    return sum;
  }

  private static List<Long> sum(List<Long> a, List<Long> b) {
    List<Long> sum = new ArrayList<>(a);
    for (int i = 0; i < b.size(); i++) {
      sum.set(i, sum.get(i) + b.get(i));
    }
    return sum;
  }
}
