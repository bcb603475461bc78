package dev.winnow.ops.deadletters;

import java.util.List;
import java.util.SortedMap;

/**
 * What was published again. Immutable.
 *
 * @param published records published, or that would be, by their topic
 * @param left letters that were left, with the reason, at most {@value #MAX_NAMED} of them
 * @param leftCount all letters that were left
 */
public record RepublishReport(SortedMap<String, Long> published, List<Left> left, long leftCount) {
  static final int MAX_NAMED = 20;

  /** A letter that was left. */
  public record Left(StoredDeadLetter.Id id, String reason) {}

  public RepublishReport {
    left = List.copyOf(left);
  }
}
