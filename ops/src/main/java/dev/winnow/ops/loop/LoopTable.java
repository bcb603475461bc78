package dev.winnow.ops.loop;

import dev.winnow.ops.evaluate.Estimate;
import dev.winnow.ops.evaluate.PairedTest;
import dev.winnow.ops.evaluate.PromptResult;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Prints the pass rates of every round, by family. */
public final class LoopTable {
  static final String ALL = "all";

  private LoopTable() {}

  /**
   * Prints the table, and how the last round compares with the start.
   *
   * @param seed decides the intervals
   */
  public static void print(List<LoopRound> rounds, long seed, PrintWriter out) {
    out.printf("%npass@1 on held-out problems, with 95 %% intervals%n%-16s", "family");
    rounds.forEach(round -> out.printf(" %-22s", title(round)));
    out.println();
    for (String family : families(rounds)) {
      out.printf("%-16s", family);
      rounds.forEach(round -> out.printf(" %-22s", cell(round, family, seed)));
      out.println();
    }
    long tokens =
        rounds.stream().flatMap(r -> r.results().stream()).mapToLong(PromptResult::tokens).sum();
    out.printf("%,d tokens sampled for this table%n", tokens);
    PairedTest test = PairedTest.of(rounds.getFirst().results(), rounds.getLast().results(), seed);
    out.printf(
        "after the last round %+.1f points, p = %.4f (paired randomisation test, %,d prompts)%n",
        100 * test.difference(), test.pValue(), test.prompts());
    out.flush();
  }

  static List<String> families(List<LoopRound> rounds) {
    TreeSet<String> names = new TreeSet<>();
    rounds.getFirst().results().forEach(result -> names.add(result.family()));
    List<String> families = new ArrayList<>(names);
    families.add(ALL);
    return families;
  }

  static Estimate estimate(LoopRound round, String family, long seed) {
    List<PromptResult> some =
        round.results().stream()
            .filter(result -> family.equals(ALL) || result.family().equals(family))
            .toList();
    return Estimate.passAt(1, some, seed);
  }

  private static String title(LoopRound round) {
    if (round.round() == 0) {
      return "start";
    }
    return round.seconds() == 0
        ? "round " + round.round()
        : "round %d (%,d s)".formatted(round.round(), round.seconds());
  }

  private static String cell(LoopRound round, String family, long seed) {
    Estimate estimate = estimate(round, family, seed);
    return "%.1f [%.1f, %.1f]"
        .formatted(100 * estimate.mean(), 100 * estimate.low(), 100 * estimate.high());
  }
}
