package dev.winnow.ops.demo;

import dev.winnow.ops.demo.ScoreTruth.Counts;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** A table of what a score accepted against the answers, with a row for each family. */
final class ScoreTruthTable {
  private ScoreTruthTable() {}

  /**
   * Prints the table.
   *
   * @param families the families in the order of the rows
   */
  static void print(String recipe, List<String> families, ScoreTruth truth, PrintWriter out) {
    out.printf("%n'%s': accepted by score, against answers that the run did not have%n", recipe);
    out.printf(
        "%-14s %10s %9s %9s %18s %18s %10s%n",
        "family", "candidates", "accepted", "right", "false accepts", "false rejects", "undecided");
    for (String family : families) {
      row(family, truth.families().getOrDefault(family, Counts.NONE), out);
    }
    row("all", truth.all(), out);
  }

  private static void row(String name, Counts counts, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%-14s %,10d %,9d %,9d %18s %18s %,10d%n",
        name,
        counts.candidates(),
        counts.accepted(),
        counts.right(),
        share(counts.falseAccepts(), counts.accepted()),
        share(counts.falseRejects(), counts.right()),
        counts.undecided());
  }

  /** Returns a number, and its share of the accepted or of the right candidates. */
  private static String share(long part, long whole) {
    return whole == 0
        ? String.format(Locale.ROOT, "%,d", part)
        : String.format(Locale.ROOT, "%,d (%.1f%%)", part, 100.0 * part / whole);
  }
}
