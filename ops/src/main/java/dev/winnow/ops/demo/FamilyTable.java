package dev.winnow.ops.demo;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.List;

/**
 * A table of the results of each family of prompts: pass rate, candidates, how the prompts ended.
 */
final class FamilyTable {
  private FamilyTable() {}

  static void print(Collection<Progress> prompts, PrintWriter out) {
    out.printf(
        "%n%-14s %8s %10s %11s %12s %10s %10s %7s%n",
        "family",
        "prompts",
        "pass rate",
        "candidates",
        "per prompt",
        "satisfied",
        "exhausted",
        "failed");
    Families families = Families.of(prompts);
    families.names().forEach(family -> print(family, families.of(family), out));
    print("all", List.copyOf(prompts), out);
  }

  private static void print(String family, List<Progress> prompts, PrintWriter out) {
    long ordered = prompts.stream().mapToLong(Progress::getOrdered).sum();
    long judged = prompts.stream().mapToLong(Progress::getJudged).sum();
    long accepted = prompts.stream().mapToLong(Progress::getAccepted).sum();
    out.printf(
        "%-14s %,8d %9.1f%% %,11d %12.1f %,10d %,10d %,7d%n",
        family,
        prompts.size(),
        judged == 0 ? 0 : 100.0 * accepted / judged,
        ordered,
        (double) ordered / Math.max(1, prompts.size()),
        count(prompts, PromptState.SATISFIED),
        count(prompts, PromptState.EXHAUSTED),
        count(prompts, PromptState.FAILED));
  }

  private static long count(List<Progress> prompts, PromptState state) {
    return prompts.stream().filter(prompt -> prompt.getState() == state).count();
  }
}
