package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is counted of rows. Adding two gives that of both, so that a dataset's stats follow from
 * those of its files.
 *
 * @param rows their number
 * @param selected rows that are selected; 0 where files are older than the choice
 * @param prompts whose first candidate is among them: summed over the outcomes, each prompt counts
 *     once
 * @param tokens generated for them
 * @param byReason rows by the verdict's reason
 * @param byFamily rows by the prompts' metadata {@code family}, where they have one
 * @param byPassRate rows by pass rate, where it is known, in tenths: below 0.1, below 0.2, ...,
 *     from 0.9 to 1
 */
public record RowStats(
    long rows,
    long selected,
    long prompts,
    long tokens,
    @JsonProperty("by_reason") Map<String, Long> byReason,
    @JsonProperty("by_family") Map<String, Long> byFamily,
    @JsonProperty("by_pass_rate") List<Long> byPassRate) {
  /** Of no rows. */
  public static final RowStats NONE = new RowCounter().stats();

  /** Of these rows and those. */
  public RowStats plus(RowStats other) {
    return new RowStats(
        rows + other.rows,
        selected + other.selected,
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
