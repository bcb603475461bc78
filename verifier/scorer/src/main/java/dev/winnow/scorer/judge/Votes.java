package dev.winnow.scorer.judge;

import dev.winnow.scorer.ScoreReading;
import dev.winnow.scorer.ScoreReading.Unusable;
import dev.winnow.scorer.ScoreReading.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How several readings of one criterion become one. */
public enum Votes {
  /** The arithmetic mean. */
  MEAN,
  /** The value that more than half of the votes gave. */
  MAJORITY,
  /** The value that all votes gave. */
  UNANIMOUS;

  /**
   * Combines the votes. A vote that could not be read makes the result unusable for {@link #MEAN}
   * and {@link #UNANIMOUS}, because its value is not known; {@link #MAJORITY} stands if more than
   * half of all votes agree all the same.
   *
   * @param votes at least one
   */
  public ScoreReading combine(List<ScoreReading> votes) {
    List<Double> values =
        votes.stream().filter(Value.class::isInstance).map(v -> ((Value) v).value()).toList();
    if (this != MAJORITY && values.size() < votes.size()) {
      return votes.stream().filter(Unusable.class::isInstance).findFirst().orElseThrow();
    }
    return switch (this) {
      case MEAN ->
          ScoreReading.of(values.stream().mapToDouble(v -> v).average().orElse(Double.NaN));
      case MAJORITY -> agreed(values, votes.size() / 2 + 1, votes.size());
      case UNANIMOUS -> agreed(values, votes.size(), votes.size());
    };
  }

  private static ScoreReading agreed(List<Double> values, int needed, int votes) {
    Map<Double, Integer> counts = new TreeMap<>();
    // 0 is added, because -0 and 0 are two keys.
    values.forEach(value -> counts.merge(value + 0.0, 1, Integer::sum));
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= needed)
        .findFirst()
        .<ScoreReading>map(entry -> ScoreReading.of(entry.getKey()))
        .orElseGet(
            () ->
                new Unusable(
                    "the votes do not agree: want %d of %d alike, found %s"
                        .formatted(needed, votes, counts)));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
