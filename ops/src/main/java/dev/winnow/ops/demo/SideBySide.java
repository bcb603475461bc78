package dev.winnow.ops.demo;

import dev.winnow.ops.plan.Goals;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Compares the cost of the same problems under several recipes: a row for each family, a block of
 * columns for each recipe.
 */
final class SideBySide {
  private static final int BLOCK = 28;

  private SideBySide() {}

  /**
   * Prints the table.
   *
   * @param prompts the latest progress of the prompts of each recipe
   */
  static void print(
      List<Recipe> recipes, Function<Recipe, List<Progress>> prompts, PrintWriter out) {
    int enough = recipes.stream().flatMapToInt(r -> Goals.wanted(r).stream()).max().orElse(1);
    List<Families> columns = recipes.stream().map(r -> Families.of(prompts.apply(r))).toList();
    out.printf("%n%-21s", "");
    recipes.forEach(recipe -> out.printf(" | %-" + BLOCK + "s", cut(recipe.getName())));
    out.printf("%n%-13s %7s", "family", "prompts");
    recipes.forEach(r -> out.printf(" | %10s %9s %7s", "candidates", "accepted", enough + "+"));
    out.println();
    for (String family : columns.getFirst().names()) {
      row(family, columns.stream().map(column -> column.of(family)).toList(), enough, out);
    }
    row("all", columns.stream().map(Families::all).toList(), enough, out);
  }

  private static void row(
      String family, List<? extends Collection<Progress>> columns, int enough, PrintWriter out) {
    out.printf(Locale.ROOT, "%-13s %,7d", family, columns.getFirst().size());
    for (Collection<Progress> some : columns) {
      out.printf(
          Locale.ROOT,
          " | %,10d %,9d %,7d",
          some.stream().mapToLong(Progress::getOrdered).sum(),
          some.stream().mapToLong(Progress::getAccepted).sum(),
          some.stream().filter(prompt -> prompt.getAccepted() >= enough).count());
    }
    out.println();
  }

  private static String cut(String name) {
    return name.length() <= BLOCK ? name : name.substring(0, BLOCK - 1) + "~";
  }
}
