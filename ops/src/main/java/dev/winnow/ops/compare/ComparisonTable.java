package dev.winnow.ops.compare;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Prints what an experiment found: the arms, their families, and the comparisons. */
public final class ComparisonTable {
  private static final double PERCENT = 100;

  private ComparisonTable() {}

  /** Prints the report. */
  public static void print(ComparisonReport report, PrintWriter out) {
    List<String> groups = keys(report, true);
    out.printf("pass rates in %%, means over seeds with 95 %% intervals%n");
    head(groups, "%-22s", out);
    for (ArmSummary arm : report.arms()) {
      line(arm, out);
      groups.forEach(group -> out.printf(" %-22s", interval(arm.groups().get(group), "%.1f")));
      out.println();
    }
    List<String> families = keys(report, false);
    out.printf("%npass rates in %%, by family%n");
    head(families, "%-19s", out);
    for (ArmSummary arm : report.arms()) {
      line(arm, out);
      families.forEach(name -> out.printf(" %-19s", mean(arm.families().get(name))));
      out.println();
    }
    out.printf(
        "%ndifferences in points over the seeds of both arms, with 95 %% intervals; p by the paired"
            + " randomisation test over seeds, Holm for all hypotheses%n");
    out.printf(
        "%-6s %-44s %-8s %5s %-22s %7s %7s  %s%n",
        "", "arm less arm", "on", "seeds", "difference", "p", "Holm", "verdict");
    report.comparisons().forEach(one -> comparison(one, out));
    out.printf(
        "held: better, Holm at most 0.05; did not hold: the interval ends below +%.1f points%n",
        PERCENT * report.smallestEffect());
    out.flush();
  }

  private static List<String> keys(ComparisonReport report, boolean groups) {
    TreeSet<String> keys = new TreeSet<>();
    report.arms().forEach(arm -> keys.addAll((groups ? arm.groups() : arm.families()).keySet()));
    return List.copyOf(keys);
  }

  private static void head(List<String> columns, String format, PrintWriter out) {
    out.printf("%-22s %5s %10s %7s %6s", "arm", "seeds", "candidates", "rows", "steps");
    columns.forEach(column -> out.printf(" " + format, column));
    out.println();
  }

  private static void line(ArmSummary arm, PrintWriter out) {
    out.printf(
        "%-22s %5d %10s %7s %6s",
        arm.arm(), arm.seeds(), size(arm.candidates()), size(arm.rows()), size(arm.steps()));
  }

  private static void comparison(Compared one, PrintWriter out) {
    SeedMean difference = one.difference();
    out.printf(
        "%-6s %-44s %-8s %5d %-22s %7s %7s  %s%n",
        one.planned().name(),
        one.planned().arm() + " less " + one.planned().against(),
        one.planned().group(),
        difference == null ? 0 : difference.seeds(),
        interval(difference, "%+.1f"),
        probability(one.pValue()),
        probability(one.adjusted()),
        verdict(one));
  }

  private static String verdict(Compared one) {
    if (one.difference() == null) {
      return "not run";
    }
    return one.verdict() == null ? "explores" : one.verdict().text();
  }

  private static String size(@Nullable Double size) {
    return size == null ? "-" : String.format(Locale.ROOT, "%,.0f", size);
  }

  private static String probability(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static String mean(@Nullable SeedMean mean) {
    return mean == null ? "-" : String.format(Locale.ROOT, "%.1f", PERCENT * mean.mean());
  }

  private static String interval(@Nullable SeedMean mean, String format) {
    if (mean == null) {
      return "-";
    }
    String middle = String.format(Locale.ROOT, format, PERCENT * mean.mean());
    return mean.low() == null
        ? middle
        : "%s [%s, %s]"
            .formatted(
                middle,
                String.format(Locale.ROOT, format, PERCENT * mean.low()),
                String.format(Locale.ROOT, format, PERCENT * Objects.requireNonNull(mean.high())));
  }
}
