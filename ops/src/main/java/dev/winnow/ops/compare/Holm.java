package dev.winnow.ops.compare;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Corrects p-values for their number (Holm, Scandinavian Journal of Statistics 6, 1979). Pure. */
final class Holm {
  private Holm() {}

  /** Returns the adjusted p-values, in the order of the given ones. */
  static List<Double> adjust(List<Double> values) {
    List<Integer> order =
        IntStream.range(0, values.size())
            .boxed()
            .sorted(Comparator.comparing(values::get))
            .toList();
    Double[] adjusted = new Double[values.size()];
    double largest = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int index = order.get(rank);
      largest = Math.max(largest, Math.min(1, (values.size() - rank) * values.get(index)));
      adjusted[index] = largest;
    }
    return Arrays.asList(adjusted);
  }
}
