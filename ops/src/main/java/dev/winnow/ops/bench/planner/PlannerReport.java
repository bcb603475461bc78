package dev.winnow.ops.bench.planner;

import dev.winnow.ops.bench.Rates;
import java.io.PrintWriter;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * What the benchmark found.
 *
 * @param ahead the planner over the verdicts that the reference gets too
 * @param inLoop the planner in the loop, for each recipe
 */
record PlannerReport(
    PlannerBenchConfig config,
    RunSeries ahead,
    List<RunSeries> inLoop,
    RunSeries reference,
    Census uniform,
    Census adaptive) {
  void print(PrintWriter out) {
    out.printf(
        "%n%,d prompts live at once, %d accepted wanted of each, at most %d candidates in rounds of at most %d (seed %d)%n%n",
        config.prompts(),
        BenchRecipes.WANTED,
        BenchRecipes.MAX_CANDIDATES,
        BenchRecipes.MAX_ROUND,
        config.seed());
    printRates(out);
    printState(out);
    out.flush();
  }

  private void printRates(PrintWriter out) {
    out.printf(
        "%-28s %10s %20s %11s %8s %10s %10s%n",
        "median of %d runs".formatted(config.runs()),
        "verdicts/s",
        "(their range)",
        "decisions/s",
        "seconds",
        "verdicts",
        "decisions");
    print(ahead, out);
    inLoop.forEach(series -> print(series, out));
    print(reference, out);
    out.printf(
        "ratio: with its verdicts ahead the planner takes in %.2f of what the least application does%n",
        ahead.rates(CompletedWork::verdictsPerSecond).median()
            / reference.rates(CompletedWork::verdictsPerSecond).median());
  }

  private static void print(RunSeries series, PrintWriter out) {
    Rates verdicts = series.rates(CompletedWork::verdictsPerSecond);
    out.printf(
        "%-28s %,10.0f %20s %,11.0f %8.1f %,10d %,10d%n",
        series.kind(),
        verdicts.median(),
        '(' + verdicts.range() + ')',
        series.rates(CompletedWork::decisionsPerSecond).median(),
        series.rates(CompletedWork::seconds).median(),
        series.last().verdicts(),
        series.last().decisions());
  }

  private void printState(PrintWriter out) {
    out.printf("%n%-28s %21s %21s%n", "state of a prompt in bytes", "uniform", "adaptive");
    print("store (keys and values)", List.of("live", "ended", "live", "ended"), out);
    SortedSet<String> stores = new TreeSet<>(uniform.ended().bytes().keySet());
    stores.addAll(adaptive.ended().bytes().keySet());
    stores.forEach(store -> print(store, sizes(size -> size.of(store)), out));
    print("all stores", sizes(StateSize::total), out);
    print(
        "the prompt as published",
        List.of(perPrompt(uniform.published()), "", perPrompt(adaptive.published()), ""),
        out);
  }

  private List<String> sizes(ToLongFunction<StateSize> bytes) {
    return Stream.of(uniform.live(), uniform.ended(), adaptive.live(), adaptive.ended())
        .map(size -> perPrompt(bytes.applyAsLong(size)))
        .toList();
  }

  private String perPrompt(long bytes) {
    return "%,.1f".formatted((double) bytes / config.prompts());
  }

  private static void print(String what, List<String> cells, PrintWriter out) {
    out.printf("%-28s", what);
    cells.forEach(cell -> out.printf(" %10s", cell));
    out.println();
  }
}
