package dev.winnow.ops.plan;

import dev.winnow.planner.whatif.Profile;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A profile's prompts in ten groups by pass rate, the hardest first. Sizes differ by at most one;
 * prompts with the same pass rate remain in order. Immutable.
 */
final class Deciles {
  static final int COUNT = 10;

  private final int[][] prompts;

  private Deciles(int[][] prompts) {
    this.prompts = prompts;
  }

  static Deciles of(Profile profile) {
    int[] ranked =
        IntStream.range(0, profile.size())
            .boxed()
            .sorted(Comparator.comparingDouble(profile::passRate))
            .mapToInt(Integer::intValue)
            .toArray();
    int[][] prompts = new int[COUNT][];
    for (int decile = 0; decile < COUNT; decile++) {
      int start = start(decile, ranked.length);
      prompts[decile] = Arrays.copyOfRange(ranked, start, start(decile + 1, ranked.length));
    }
    return new Deciles(prompts);
  }

  /** Returns the number of prompts of a decile. */
  static int size(int decile, int prompts) {
    return start(decile + 1, prompts) - start(decile, prompts);
  }

  private static int start(int decile, int prompts) {
    return (int) ((long) decile * prompts / COUNT);
  }

  /** Returns the mean of a number over the prompts of each decile; 0 for one without prompts. */
  List<Double> means(IntToDoubleFunction number) {
    return Arrays.stream(prompts)
        .mapToDouble(some -> Arrays.stream(some).mapToDouble(number).average().orElse(0))
        .boxed()
        .toList();
  }
}
