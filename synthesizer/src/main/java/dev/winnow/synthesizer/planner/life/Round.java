package dev.winnow.synthesizer.planner.life;

/**
 * The latest round of a prompt.
 *
 * @param number counted from 1; 0 before the first
 * @param first index of its first candidate
 * @param acceptedBefore candidates accepted in earlier rounds
 * @param tokensBefore generated for the candidates of earlier rounds
 * @param granted whether its candidates were granted out of the recipe's budget
 * @param sampled candidates of it that could be sampled, of those judged
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
    int sampled,
    int attempt,
    long orderedAt,
    long heardAt,
    boolean overtaken) {
  static Round none(long now) {
    return new Round(0, 0, 0, 0, false, 0, 0, now, now, false);
  }

  Round judged(boolean couldBeSampled, long now) {
    int more = couldBeSampled ? 1 : 0;
    return with(sampled + more, attempt, orderedAt, now, false);
  }

  Round grantedAt(long now) {
    return with(sampled, attempt, orderedAt, now, overtaken);
  }

  Round again(long now) {
    return with(sampled, attempt + 1, now, now, false);
  }

  Round wasOvertaken() {
    return with(sampled, attempt, orderedAt, heardAt, true);
  }

  private Round with(int sampledNow, int attempts, long order, long heard, boolean late) {
    return new Round(
        number,
        first,
        acceptedBefore,
        tokensBefore,
        granted,
        sampledNow,
        attempts,
        order,
        heard,
        late);
  }
}
