package dev.winnow.ops.retry;

import java.util.List;
import java.util.SortedMap;

/**
 * The result of a retry, or of a dry run.
 *
 * @param byReason failed prompts by reason code
 * @param reopened number of prompts that were published again
 * @param missing number of failed prompts that are no longer on the topic of prompts
 * @param named ids of some of these
 */
public record RetrySummary(
    SortedMap<String, Long> byReason, long reopened, long missing, List<String> named) {
  /** Returns the number of failed prompts that match the filters. */
  public long failed() {
    return byReason.values().stream().mapToLong(Long::longValue).sum();
  }
}
