package dev.winnow.ops.reward;

import dev.winnow.training.RankingAccuracy;
import dev.winnow.training.RankingAccuracy.Count;
import java.io.PrintWriter;
import java.util.Locale;

/** A table of how well a reward model ranks the responses of each family of prompts. */
public final class RankingTable {
  private RankingTable() {}

  /** Prints the table. */
  public static void print(RankingAccuracy accuracy, PrintWriter out) {
    out.printf("%n%-14s %8s %13s %9s%n", "family", "pairs", "ranked right", "unscored");
    accuracy.families().forEach((family, count) -> print(family, count, out));
    print("all", accuracy.all(), out);
    out.flush();
  }

  private static void print(String family, Count count, PrintWriter out) {
    String accuracy =
        count.pairs() == 0 ? "-" : String.format(Locale.ROOT, "%.1f%%", 100 * count.accuracy());
    out.printf(
        Locale.ROOT, "%-14s %,8d %13s %,9d%n", family, count.pairs(), accuracy, count.unscored());
  }
}
