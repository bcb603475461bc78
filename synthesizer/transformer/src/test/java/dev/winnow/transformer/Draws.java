package dev.winnow.transformer;

import dev.winnow.transformer.LlamaModel.Inputs;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Inputs of a step in which every row stands at the same place. */
final class Draws {
  private Draws() {}

  /** The likeliest token for every row. */
  static Inputs greedy(int rows, long token, long position) {
    return at(rows, token, position, 0, 1, 0);
  }

  /** Draws spread evenly over 0 to 1, so that each token is drawn as often as it is likely. */
  static Inputs at(int rows, long token, long position, double temperature, double topP, int topK) {
    long[] topKs = filled(rows, topK);
    double[] draws = IntStream.range(0, rows).mapToDouble(i -> (i + 0.5) / rows).toArray();
    double[] temperatures = new double[rows];
    double[] topPs = new double[rows];
    Arrays.fill(temperatures, temperature);
    Arrays.fill(topPs, topP);
    return new Inputs(
        filled(rows, token),
        filled(rows, position),
        draws,
        temperatures,
        topPs,
        topKs,
        topP < 1 || topK > 0);
  }

  private static long[] filled(int rows, long value) {
    long[] values = new long[rows];
    Arrays.fill(values, value);
    return values;
  }
}
