package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/** The id of a candidate: {@code promptId/index}. */
@NullMarked
public final class CandidateId {
  private CandidateId() {}

  /**
   * Returns the id of the candidate with this index (from 0, over the whole life of the prompt).
   */
  public static String of(String promptId, int index) {
    return promptId + '/' + index;
  }

  /**
   * Returns the id of a request for {@code count} candidates starting at index {@code first}:
   * {@code promptId/first-last}.
   */
  public static String ofRequest(String promptId, int first, int count) {
    return promptId + '/' + first + '-' + (first + count - 1);
  }
}
