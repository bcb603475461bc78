package dev.winnow.ops.evaluate;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Prints results by family. */
public final class EvaluationTable {
  private EvaluationTable() {}

  /**
   * Prints pass@k with intervals for each family and all prompts.
   *
   * @param ks which k
   * @param seed decides the bootstrap
   */
  public static void print(
      String model, List<PromptResult> results, List<Integer> ks, long seed, PrintWriter out) {
    out.printf("%s%n%-16s %8s %10s", model, "family", "prompts", "undecided");
    ks.forEach(k -> out.printf("   %-26s", "pass@" + k));
    out.println();
    Map<String, List<PromptResult>> families = new TreeMap<>();
    results.forEach(
        result -> families.computeIfAbsent(result.family(), name -> new ArrayList<>()).add(result));
    if (families.size() > 1) {
      families.forEach((family, some) -> line(family, some, ks, seed, out));
    }
    line("all", results, ks, seed, out);
    out.flush();
  }

  /** Prints the comparison of two models. */
  public static void print(PairedTest test, String first, String second, PrintWriter out) {
    out.printf(
        "%s less %s: %+.1f points of pass@1 over %,d prompts, p = %.4f (paired randomisation test)%n",
        second, first, 100 * test.difference(), test.prompts(), test.pValue());
    out.flush();
  }

  private static void line(
      String family, List<PromptResult> results, List<Integer> ks, long seed, PrintWriter out) {
    int undecided = results.stream().mapToInt(PromptResult::undecided).sum();
    out.printf("%-16s %,8d %,10d", family, results.size(), undecided);
    for (int k : ks) {
      out.printf("   %-26s", text(Estimate.passAt(k, results, seed), results.size()));
    }
    out.println();
  }

  private static String text(Estimate estimate, int prompts) {
    if (estimate.prompts() == 0) {
      return "unknown";
    }
    String interval =
        "%.1f %% [%.1f, %.1f]"
            .formatted(100 * estimate.mean(), 100 * estimate.low(), 100 * estimate.high());
    return estimate.prompts() == prompts ? interval : interval + " of " + estimate.prompts();
  }
}
