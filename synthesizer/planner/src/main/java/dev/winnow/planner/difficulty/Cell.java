package dev.winnow.planner.difficulty;

/**
 * What the prior uses of a prompt. Prompts with equal cells are interchangeable, so that a count
 * for each cell is a sufficient statistic.
 *
 * @param length the {@link #lengthOf} its candidates, because hard prompts get long responses
 * @param judged candidates that were accepted or rejected
 * @param accepted of them
 */
public record Cell(int length, int judged, int accepted) implements Comparable<Cell> {
  /** The cell of a prompt of which no candidate was judged. */
  public static final Cell NONE = new Cell(0, 0, 0);

  private static final int STEPS_PER_DOUBLING = 2;

  /**
   * Returns the cell of a prompt with these verdicts on candidates that had {@code tokens} in all.
   */
  public static Cell of(int judged, int accepted, long tokens) {
    return judged == 0 ? NONE : new Cell(lengthOf((double) tokens / judged), judged, accepted);
  }

  /**
   * Returns the class of a mean number of tokens. The class grows by one when the mean grows by
   * half of a doubling.
   */
  static int lengthOf(double meanTokens) {
    return (int)
        Math.floor(
            STEPS_PER_DOUBLING * StrictMath.log(Math.max(1, meanTokens)) / StrictMath.log(2));
  }

  @Override
  public int compareTo(Cell other) {
    int byLength = Integer.compare(length, other.length);
    int byJudged = byLength != 0 ? byLength : Integer.compare(judged, other.judged);
    return byJudged != 0 ? byJudged : Integer.compare(accepted, other.accepted);
  }
}
