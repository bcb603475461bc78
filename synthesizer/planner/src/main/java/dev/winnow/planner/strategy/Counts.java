package dev.winnow.planner.strategy;

import dev.winnow.planner.difficulty.Cell;

/**
 * What a strategy knows of a prompt when a round is in.
 *
 * @param ordered candidates ordered so far, all of which have a verdict between rounds
 * @param accepted of them
 * @param judged those accepted or rejected: only these tell something of the model
 * @param tokens generated for the judged ones in all
 * @param wanted what was known to be wanted when the last round was ordered; {@link Wanted.Every}
 *     before the first
 */
public record Counts(int ordered, int accepted, int judged, long tokens, Wanted wanted) {
  /** The counts before the first round. */
  public static final Counts NONE = new Counts(0, 0, 0, 0, new Wanted.Every());

  /**
   * Returns how many candidates must be ordered for one that is judged, estimated from this prompt:
   * 1 when every one was judged.
   */
  double ordersPerJudged() {
    return (ordered + 1.0) / (judged + 1.0);
  }

  /** Returns the cell of the prompt in the prior's statistic. */
  public Cell cell() {
    return Cell.of(judged, accepted, tokens);
  }
}
