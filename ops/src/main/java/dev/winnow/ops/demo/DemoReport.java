package dev.winnow.ops.demo;

import dev.winnow.ops.terminal.AuditPrinter;
import dev.winnow.ops.terminal.ShownPath;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.sink.audit.AuditReport;
import dev.winnow.training.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The result of a run, as text for people. */
final class DemoReport {
  private final List<Recipe> recipes;
  private final List<Problem> problems;
  private final RunWatcher watcher;
  private final PrintWriter out;

  DemoReport(List<Recipe> recipes, List<Problem> problems, RunWatcher watcher, PrintWriter out) {
    this.recipes = recipes;
    this.problems = problems;
    this.watcher = watcher;
    this.out = out;
  }

  /**
   * Prints the report.
   *
   * @param start start of the Java process
   * @param datasets directory of all datasets
   * @throws IOException if the datasets cannot be read
   */
  void print(AuditReport audit, Instant start, Path datasets) throws IOException {
    if (recipes.size() > 1) {
      SideBySide.print(recipes, this::prompts, out);
    } else {
      FamilyTable.print(watcher.prompts().values(), out);
    }
    printReasons();
    printTruth(datasets);
    AuditPrinter.print(audit, true, out);
    out.println();
    watcher
        .firstAccepted()
        .ifPresent(at -> out.printf("first accepted row after %.1f s, ", seconds(start, at)));
    out.printf("everything after %.1f s%n", seconds(start, Instant.now()));
    if (recipes.size() == 1) {
      Path dataset = ShownPath.of(datasets).resolve(recipes.getFirst().getName());
      for (Outcome outcome : Outcome.values()) {
        out.printf("%,8d rows in %s%n", watcher.count(outcome), dataset.resolve(name(outcome)));
      }
      if (recipes.getFirst().getCuration().isPresent()) {
        out.printf("%,8d rows in %s%n", audit.selected(), dataset.resolve("selected"));
        out.printf("%,8d rows in %s%n", audit.pairs(), dataset.resolve("pairs"));
      }
    } else {
      out.printf("%,8d rows in %s%n", watcher.candidates(), ShownPath.of(datasets));
    }
    out.flush();
  }

  private List<Progress> prompts(Recipe recipe) {
    return watcher.prompts().values().stream()
        .filter(prompt -> prompt.getRecipe().equals(recipe.getName()))
        .toList();
  }

  /** Compares what only a score accepted with the answers. */
  private void printTruth(Path datasets) throws IOException {
    for (Recipe recipe : recipes) {
      if (ProblemFiles.isWithoutChecks(recipe)) {
        ScoreTruth truth = ScoreTruth.of(datasets.resolve(recipe.getName()), problems);
        ScoreTruthTable.print(recipe.getName(), Families.of(prompts(recipe)).names(), truth, out);
        out.println();
      }
    }
  }

  private void printReasons() {
    out.printf("%n%-10s %-18s %10s%n", "outcome", "reason", "candidates");
    watcher
        .reasons()
        .forEach(
            (outcome, reasons) ->
                reasons.forEach(
                    (reason, count) ->
                        out.printf("%-10s %-18s %,10d%n", name(outcome), reason, count)));
    out.println();
  }

  private static String name(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1_000.0;
  }
}
