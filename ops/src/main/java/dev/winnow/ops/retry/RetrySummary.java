package dev.winnow.ops.retry;

import java.util.List;
import java.util.SortedMap;

/**
 * What a retry did, or would do.
 *
 * @param byReason failed prompts by reason code
 * @param reopened prompts that were published again
 * @param missing number of those that are no longer on the topic of prompts
 * @param named some of these, by id
 */
public record RetrySummary(
    SortedMap<String, Long> byReason, long reopened, long missing, List<String> named) {
  /** Prompts that failed, and were asked for. */
  public long failed() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }
}
