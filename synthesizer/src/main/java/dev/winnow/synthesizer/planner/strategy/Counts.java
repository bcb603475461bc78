package dev.winnow.synthesizer.planner.strategy;

/**
 * What a strategy knows of a prompt when a round is in.
 *
 * @param ordered candidates ordered so far
 * @param accepted of them
 * @param judged those with a verdict, undecided ones included; all of {@code ordered} between
 *     rounds
 */
public record Counts(int ordered, int accepted, int judged) {
  /** Before the first round. */
  public static final Counts NONE = new Counts(0, 0, 0);
}
