package dev.winnow.planner.state;

/**
 * The latest round of a prompt.
 *
 * @param number counted from 1; 0 before the first
 * @param first index of its first candidate
 * @param acceptedBefore candidates accepted in earlier rounds
 * @param tokensBefore generated for the candidates of earlier rounds
 * @param granted whether its candidates were granted out of the recipe's budget
 * @param attempt how often its missing candidates were ordered again
 * @param orderedAt when it was ordered, or ordered again, in epoch milliseconds
 * @param heardAt when it was ordered, last had a verdict, or was granted another round, in epoch
 *     milliseconds
 * @param overtaken whether later rounds were seen to be answered while it was silent
 */
public record Round(
    int number,
    int first,
    int acceptedBefore,
    long tokensBefore,
    boolean granted,
    int attempt,
    long orderedAt,
    long heardAt,
    boolean overtaken) {
  static Round none(long now) {
    return new Round(0, 0, 0, 0, false, 0, now, now, false);
  }

  Round judged(long now) {
    return with(attempt, orderedAt, now, false);
  }

  Round grantedAt(long now) {
    return with(attempt, orderedAt, now, overtaken);
  }

  Round again(long now) {
    return with(attempt + 1, now, now, false);
  }

  Round wasOvertaken() {
    return with(attempt, orderedAt, heardAt, true);
  }

  /** Its missing candidates are ordered anew, after the prompt had ended. */
  Round reopened(long tokens, long now) {
    return new Round(number, first, acceptedBefore, tokens, false, 0, now, now, false);
  }

  private Round with(int attempts, long order, long heard, boolean late) {
    return new Round(
        number, first, acceptedBefore, tokensBefore, granted, attempts, order, heard, late);
  }
}
