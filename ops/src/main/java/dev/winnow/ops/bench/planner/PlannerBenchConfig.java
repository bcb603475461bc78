package dev.winnow.ops.bench.planner;

/**
 * What the planner's benchmark runs.
 *
 * @param prompts live at once, 1 to 100,000: all of them are in memory
 * @param runs measured after one that warms up, 1 to 100
 * @param seed of the prompts' text, their pass rates and every verdict
 */
public record PlannerBenchConfig(int prompts, int runs, long seed) {
  private static final int MAX_PROMPTS = 100_000;
  private static final int MAX_RUNS = 100;

  public PlannerBenchConfig {
    check("prompts", prompts, MAX_PROMPTS);
    check("runs", runs, MAX_RUNS);
  }

  private static void check(String what, int number, int most) {
    if (number < 1 || number > most) {
      throw new IllegalArgumentException(
          "%s: want 1 to %,d, not %,d".formatted(what, most, number));
    }
  }
}
