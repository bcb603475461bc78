package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/** The identity of a candidate: {@code promptId/index}. */
@NullMarked
public final class CandidateId {
  private CandidateId() {}

  /** The id of the candidate with this index (from 0, over the whole life of the prompt). */
  public static String of(String promptId, int index) {
    return promptId + '/' + index;
  }

  /**
   * The id of a request that orders {@code count} candidates from {@code first} on: {@code
   * promptId/first-last}.
   */
  public static String ofRequest(String promptId, int first, int count) {
    return promptId + '/' + first + '-' + (first + count - 1);
  }
}
