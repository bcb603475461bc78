package dev.winnow.sink.commit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Counts the rows of a file while they are written. Not thread-safe. */
public final class RowCounter {
  /**
   * Maximum number of labels counted separately. It bounds memory, because publishers choose the
   * labels.
   */
  private static final int MAX_LABELS = 1_000;

  private static final String OTHERS = "(others)";

  private long rows;
  private long selected;
  private long prompts;
  private long tokens;
  private final Map<String, Long> byReason = new TreeMap<>();
  private final Map<String, Long> byFamily = new TreeMap<>();
  private final long[] byPassRate = new long[10];

  /** Counts one row. */
  public void add(RowFacts row) {
    rows++;
    selected += row.isSelected() ? 1 : 0;
    prompts += row.isFirstOfPrompt() ? 1 : 0;
    tokens += row.tokens();
    row.reason().ifPresent(reason -> count(byReason, reason, 1));
    row.family().ifPresent(family -> count(byFamily, family, 1));
    row.passRate().ifPresent(rate -> byPassRate[Math.clamp((int) (rate * 10), 0, 9)]++);
  }

  /** Returns the counts so far. */
  public RowStats stats() {
    List<Long> tenths = LongStream.of(byPassRate).boxed().toList();
    return new RowStats(
        rows, selected, prompts, tokens, new TreeMap<>(byReason), new TreeMap<>(byFamily), tenths);
  }

  static void count(Map<String, Long> counts, String label, long rows) {
    boolean isCounted = counts.containsKey(label) || counts.size() < MAX_LABELS;
    counts.merge(isCounted ? label : OTHERS, rows, Long::sum);
  }
}
