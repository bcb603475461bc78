package dev.winnow.ops.reverify;

import dev.winnow.ops.reverify.VerdictDiff.Finding;
import dev.winnow.ops.terminal.Printable;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Scorer;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A report as people read it: what became of the verdicts, by outcome and reason, then totals. */
public final class ReverifyPrinter {
  private static final String ROW = "%-10s %-28s %-10s %-34s %,10d%n";
  private static final String TOTALS = "%-10s %10s %10s %10s %10s%n";

  private ReverifyPrinter() {}

  /**
   * Prints a report.
   *
   * @param recipe version that the candidates were judged by
   */
  public static void print(ReverifyReport report, Recipe recipe, PrintWriter out) {
    VerdictDiff diff = report.diff();
    if (diff.total() > 0) {
      out.printf("%-39s %-45s %10s%n", "before", "after", "candidates");
      diff.counts()
          .forEach(
              (change, count) -> {
                Finding before = change.before();
                Finding after = change.after();
                out.printf(
                    ROW,
                    before.outcome(),
                    Printable.line(before.reason()),
                    after.outcome(),
                    Printable.line(after.reason()),
                    count);
              });
      out.println();
      printTotals(diff, out);
      out.println();
    }
    report
        .skipped()
        .counts()
        .forEach((reason, rows) -> out.printf("%,10d rows left: %s%n", rows, reason.words()));
    out.printf("%,10d judged again%n", diff.total());
    if (diff.standing() > 0) {
      out.printf(
          "%,10d of these stay accepted or rejected, because the new verdict is undecided%n",
          diff.standing());
    }
    printOpenEnds(report, recipe, out);
    out.flush();
  }

  private static void printOpenEnds(ReverifyReport report, Recipe recipe, PrintWriter out) {
    if (!report.hasRows()) {
      out.println("no rows of this recipe: is its name right, and are these its files?");
    }
    if (!report.verifiers().isEmpty()) {
      out.printf(
          "the running verifier judged by %s, not by the checks of this build; start it again with"
              + " this build, then run this command again%n",
          String.join(", ", report.verifiers()));
    }
    if (report.overtaken() > 0) {
      out.printf(
          "%,10d were judged again by somebody else at the same time; run this command again%n",
          report.overtaken());
    }
    if (report.waiting() > 0) {
      out.printf(
          "%,10d have no new row yet, and none came for long. Is the verifier running%s?%n"
              + "           They wait there, and get their rows when they are judged. The same"
              + " command goes on. A candidate that was refused is in the dead letters.%n",
          report.waiting(), workers(recipe));
    }
  }

  private static String workers(Recipe recipe) {
    List<Scorer> scorers = recipe.getVerification().getScorers();
    return scorers.isEmpty()
        ? ""
        : scorers.stream()
            .map(scorer -> "'%s' (pool %s)".formatted(scorer.getName(), scorer.getPool()))
            .collect(Collectors.joining(", ", ", and are the workers of ", ""));
  }

  private static void printTotals(VerdictDiff diff, PrintWriter out) {
    out.printf(TOTALS, "before", "ACCEPTED", "REJECTED", "UNDECIDED", "all");
    for (Outcome before : Outcome.values()) {
      long all = Stream.of(Outcome.values()).mapToLong(after -> diff.count(before, after)).sum();
      printTotal(before.toString(), after -> diff.count(before, after), all, out);
    }
    printTotal("all", diff::countAfter, diff.total(), out);
  }

  private static void printTotal(
      String label, ToLongFunction<Outcome> count, long all, PrintWriter out) {
    out.printf(
        TOTALS,
        label,
        number(count.applyAsLong(Outcome.ACCEPTED)),
        number(count.applyAsLong(Outcome.REJECTED)),
        number(count.applyAsLong(Outcome.UNDECIDED)),
        number(all));
  }

  private static String number(long count) {
    return "%,d".formatted(count);
  }
}
