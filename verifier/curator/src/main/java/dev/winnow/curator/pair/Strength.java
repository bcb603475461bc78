package dev.winnow.curator.pair;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How strongly several scores prefer one response to another: mean and population deviation of
 * their differences, as in "Secrets of RLHF in Large Language Models Part II" (arXiv 2401.06080,
 * section 2). The scores should have the same scale, as those of reward models that were trained
 * alike.
 *
 * @param mean mean difference, chosen minus rejected; 0 if there are no scores
 * @param deviation population standard deviation; 0 if there are no scores
 * @param votesFor number of scores that are higher for the chosen response
 * @param votes number of scores that both have
 */
public record Strength(double mean, double deviation, int votesFor, int votes) {
  static Strength of(PairChoice pair) {
    List<Double> differences = new ArrayList<>();
    Map<String, Double> rejected = pair.rejected().scores();
    // The order of the sum must not depend on that of a hash table.
    new TreeMap<>(pair.chosen().scores())
        .forEach(
            (name, score) -> {
              if (rejected.containsKey(name)) {
                differences.add(score - rejected.get(name));
              }
            });
    int votes = differences.size();
    if (votes == 0) {
      return new Strength(0, 0, 0, 0);
    }
    double mean = differences.stream().mapToDouble(Double::doubleValue).sum() / votes;
    double squares = differences.stream().mapToDouble(some -> (some - mean) * (some - mean)).sum();
    int votesFor = (int) differences.stream().filter(some -> some > 0).count();
    return new Strength(mean, Math.sqrt(squares / votes), votesFor, votes);
  }
}
