package dev.winnow.ops.plan;

import dev.winnow.ops.plan.Forecast.Reference;
import dev.winnow.ops.plan.Match.Spent;
import dev.winnow.ops.plan.PlanReport.OnProfile;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A report as text for people: recipes are rows, deciles are columns. */
public final class PlanTable {
  private static final int MIN_LABEL = 12;
  private static final int MAX_LABEL = 40;
  private static final int BLOCK_LABEL = 27;

  private final PrintWriter out;
  private final int label;

  private PlanTable(PrintWriter out, int label) {
    this.out = out;
    this.label = label;
  }

  /** Prints a report. */
  public static void print(PlanReport report, PrintWriter out) {
    for (OnProfile profile : report.profiles()) {
      int longest = profile.recipes().stream().mapToInt(r -> r.recipe().length()).max().orElse(0);
      PlanTable table =
          new PlanTable(out, Math.max(BLOCK_LABEL, Math.clamp(longest, MIN_LABEL, MAX_LABEL) + 2));
      table.print(report, profile);
    }
    out.flush();
  }

  private void print(PlanReport report, OnProfile profile) {
    line(
        "%n%s: %,d prompts, mean pass rate %.3f (seed %d, %,d slots, round trip %.0f tokens)%n",
        profile.profile(),
        profile.prompts(),
        profile.meanPassRate(),
        report.seed(),
        report.slots(),
        report.roundTrip());
    totals(profile.recipes());
    if (!profile.matches().isEmpty()) {
      matches(profile.matches());
    }
    line("%n%s %8s", cell("deciles, hardest first"), "all");
    for (int decile = 1; decile <= Deciles.COUNT; decile++) {
      line(" %7d", decile);
    }
    row("mean pass rate", "%.3f", profile.meanPassRate(), profile.passRateByDecile());
    for (int i = 0; i < profile.recipes().getFirst().coverage().size(); i++) {
      coverage(profile.recipes(), i);
    }
    means(profile, "accepted per prompt", Forecast::acceptedByDecile);
    means(profile, "candidates per prompt", Forecast::candidatesByDecile);
    out.println();
  }

  private void totals(List<Forecast> recipes) {
    line(
        "%s %-9s %6s %13s %15s %7s %9s %8s %9s%n",
        cell("recipe"),
        "strategy",
        "wanted",
        "candidates",
        "tokens",
        "rounds",
        "to DART",
        "its cap",
        "to oracle");
    for (Forecast recipe : recipes) {
      line(
          "%s %-9s %6s %,13d %,15d %7.2f %9s %8s %9s%n",
          cell(recipe.recipe()),
          recipe.strategy(),
          recipe.wanted() == null ? "-" : recipe.wanted(),
          recipe.candidates(),
          recipe.tokens(),
          recipe.meanRounds(),
          ratio(recipe.dart()),
          cap(recipe.dart()),
          ratio(recipe.oracle()));
    }
    for (Forecast recipe : recipes) {
      if (recipe.beyondBudget() != null) {
        line(
            "%s passes its budget of %s: with it, prompts would end as EXHAUSTED before%n",
            recipe.recipe(), recipe.beyondBudget());
      }
    }
  }

  private void matches(List<Match> matches) {
    line("%n%s%n", "at the coverage of DART's rule, means of %d seeds".formatted(Matcher.SEEDS));
    line(
        "%s %6s %6s %8s %9s %11s %7s %7s %9s %8s%n",
        cell("recipe"),
        "wanted",
        "cap",
        "covered",
        "price",
        "candidates",
        "rounds",
        "to DART",
        "to oracle",
        "possible");
    for (Match match : matches) {
      line(
          "%s %6d %6d %7.1f%% %s%n",
          cell("  " + match.recipe()),
          match.wanted(),
          match.cap(),
          100 * match.covered(),
          spent(match));
    }
  }

  private static String spent(Match match) {
    Spent spent = match.adaptive();
    if (spent == null) {
      return "%9s".formatted("not reached");
    }
    Spent best = match.best();
    return String.format(
        Locale.ROOT,
        "%9.2f %,11.0f %7.2f %7.3f %9.3f %8s",
        spent.price(),
        spent.candidates(),
        spent.meanRounds(),
        spent.ratio(),
        spent.toOracle(),
        best == null ? "-" : format("%.3f", best.ratio()));
  }

  private void coverage(List<Forecast> recipes, int index) {
    int accepted = recipes.getFirst().coverage().get(index).accepted();
    line("%n%s", "prompts with %d or more accepted, in %%".formatted(accepted));
    for (Forecast recipe : recipes) {
      Forecast.Coverage coverage = recipe.coverage().get(index);
      row(
          recipe.recipe(),
          "%.1f",
          100 * coverage.share(),
          coverage.shareByDecile().stream().map(share -> 100 * share).toList());
    }
  }

  private void means(OnProfile profile, String title, Function<Forecast, List<Double>> means) {
    line("%n%s", title);
    for (Forecast recipe : profile.recipes()) {
      List<Double> byDecile = means.apply(recipe);
      row(recipe.recipe(), "%.1f", meanOfAll(byDecile, profile.prompts()), byDecile);
    }
  }

  /** Deciles differ in size if ten does not divide the number of prompts. */
  private static double meanOfAll(List<Double> byDecile, int prompts) {
    double sum = 0;
    for (int decile = 0; decile < Deciles.COUNT; decile++) {
      sum += byDecile.get(decile) * Deciles.size(decile, prompts);
    }
    return sum / prompts;
  }

  private void row(String title, String format, double all, List<Double> byDecile) {
    line("%n%s %8s", cell("  " + title), format(format, all));
    byDecile.forEach(number -> line(" %7s", format(format, number)));
  }

  private String cell(String text) {
    String cut = text.length() <= label ? text : text.substring(0, label - 1) + "~";
    return cut + " ".repeat(label - cut.length());
  }

  private static String ratio(@Nullable Reference reference) {
    return reference == null ? "-" : format("%.3f", reference.ratio());
  }

  private static String cap(@Nullable Reference reference) {
    Double cap = reference == null ? null : reference.cap();
    return cap == null ? "-" : format("%.1f", cap);
  }

  private void line(String format, @Nullable Object... values) {
    out.printf(Locale.ROOT, format, values);
  }

  private static String format(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }
}
