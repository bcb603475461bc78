package dev.winnow.producers.publish;

import java.util.List;

/**
 * What became of a stream of lines.
 *
 * @param published prompts that the broker acknowledged
 * @param repeated lines whose prompt was read before; not sent again
 * @param refused lines that were not published
 * @param refusals the first {@value #MAX_REFUSALS} of those
 */
public record PublishSummary(long published, long repeated, long refused, List<Refusal> refusals) {
  /** Most refusals that are listed. */
  public static final int MAX_REFUSALS = 1000;

  /** A line that was not published, counted from 1, and why. */
  public record Refusal(long line, String reason) {}
}
