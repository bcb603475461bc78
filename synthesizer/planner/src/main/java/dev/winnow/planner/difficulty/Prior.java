package dev.winnow.planner.difficulty;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * How likely each of the {@link PassRates} is for a prompt of which nothing is known yet. Immutable
 * and thread-safe.
 */
public final class Prior {
  static final int BYTES = PassRates.COUNT * Double.BYTES;
  private static final double UNSOLVABLE = 0.1;

  /** Log-likelihood, relative to the highest, below which a pass rate counts as impossible. */
  private static final double NEGLIGIBLE = -60;

  private final double[] weights;
  private final double[] logWeights;

  private Prior(double[] weights) {
    this.weights = weights;
    this.logWeights = Arrays.stream(weights).map(Math::log).toArray();
  }

  /**
   * Returns the prior before any prompt was seen: one in ten is never solved; of the others half
   * are spread evenly over pass rates and half over log-odds, so that no rate is ruled out.
   */
  public static Prior initial() {
    double[] weights = new double[PassRates.COUNT];
    double density = 0;
    for (int i = 1; i < weights.length; i++) {
      density += PassRates.at(i) * (1 - PassRates.at(i));
    }
    for (int i = 1; i < weights.length; i++) {
      double overRates = PassRates.at(i) * (1 - PassRates.at(i)) / density;
      double overLogOdds = 1.0 / (weights.length - 1);
      weights[i] = (1 - UNSOLVABLE) * (overRates + overLogOdds) / 2;
    }
    weights[0] = UNSOLVABLE;
    return new Prior(weights);
  }

  /**
   * Returns what verdicts say about prompts of any length.
   *
   * @param cells how many prompts have each cell; their lengths do not matter
   */
  public static Prior fit(Map<Cell, Long> cells) {
    return PriorFit.fit(cells, initial(), DifficultyModel.INITIAL_PROMPTS);
  }

  /** Returns how often each pass rate is the nearest to one of these. */
  static Prior of(double[] passRates) {
    double[] weights = new double[PassRates.COUNT];
    for (double passRate : passRates) {
      weights[PassRates.nearest(passRate)]++;
    }
    return proportionalTo(weights);
  }

  /**
   * Returns a prior in proportion to these weights, one for each pass rate, none negative, some
   * positive.
   */
  static Prior proportionalTo(double[] weights) {
    double sum = Arrays.stream(weights).sum();
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw new IllegalArgumentException("weights add up to " + sum);
    }
    return new Prior(Arrays.stream(weights).map(weight -> weight / sum).toArray());
  }

  double weight(int index) {
    return weights[index];
  }

  /**
   * Returns the probability of each pass rate after this many accepted of this many judged
   * candidates.
   */
  public double[] posterior(int judged, int accepted) {
    double[] logs = new double[weights.length];
    double most = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = logWeights[i] + PassRates.logLikelihood(i, accepted, judged - accepted);
      most = Math.max(most, logs[i]);
    }
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      logs[i] = logs[i] - most < NEGLIGIBLE ? 0 : Math.exp(logs[i] - most);
      sum += logs[i];
    }
    for (int i = 0; i < logs.length; i++) {
      logs[i] /= sum;
    }
    return logs;
  }

  /** Returns the expected pass rate after these verdicts. */
  public double mean(int judged, int accepted) {
    double[] posterior = posterior(judged, accepted);
    double mean = 0;
    for (int i = 0; i < posterior.length; i++) {
      mean += posterior[i] * PassRates.at(i);
    }
    return mean;
  }

  /** Returns how likely the pass rate is below this one, after these verdicts. */
  public double probabilityBelow(double rate, int judged, int accepted) {
    double[] posterior = posterior(judged, accepted);
    double probability = 0;
    for (int i = 0; i < posterior.length && PassRates.at(i) < rate; i++) {
      probability += posterior[i];
    }
    return probability;
  }

  byte[] toBytes() {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    write(bytes);
    return bytes.array();
  }

  static Prior fromBytes(byte[] bytes) {
    return read(ByteBuffer.wrap(bytes));
  }

  void write(ByteBuffer bytes) {
    for (double weight : weights) {
      bytes.putDouble(weight);
    }
  }

  static Prior read(ByteBuffer bytes) {
    double[] weights = new double[PassRates.COUNT];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = bytes.getDouble();
    }
    return new Prior(weights);
  }
}
