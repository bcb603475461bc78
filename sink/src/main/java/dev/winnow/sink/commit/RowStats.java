package dev.winnow.sink.commit;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.winnow.schemas.Sample;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * What is counted of rows. Adding two gives that of both, so that a dataset's stats follow from
 * those of its files.
 *
 * @param rows their number
 * @param tokens generated for them
 * @param byReason rows by the verdict's reason
 * @param byFamily rows by the prompts' metadata {@code family}, where they have one
 */
public record RowStats(
    long rows, long tokens, Map<String, Long> byReason, Map<String, Long> byFamily) {
  /**
   * Distinct families that are counted one by one; metadata is the publisher's, so it is bounded.
   */
  private static final int MAX_FAMILIES = 1_000;

  /** Of no rows. */
  public static final RowStats NONE = new RowStats(0, 0, Map.of(), Map.of());

  /** Of one row. */
  public static RowStats of(Sample sample) {
    String family = sample.getMetadata().get("family");
    return new RowStats(
        1,
        sample.getTokens(),
        Map.of(sample.getReason(), 1L),
        family == null ? Map.of() : Map.of(family, 1L));
  }

  /** Of these rows and those. */
  public RowStats plus(RowStats other) {
    return new RowStats(
        rows + other.rows,
        tokens + other.tokens,
        sum(byReason, other.byReason),
        sum(byFamily, other.byFamily));
  }

  @JsonIgnore
  public boolean isEmpty() {
    return rows == 0;
  }

  private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
    Map<String, Long> sum = new TreeMap<>(a);
    BinaryOperator<Long> add = Long::sum;
    b.forEach(
        (key, count) -> {
          boolean known = sum.containsKey(key) || sum.size() < MAX_FAMILIES;
          sum.merge(known ? key : "(others)", count, add);
        });
    return sum;
  }
}
