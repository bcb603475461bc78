package dev.winnow.ops.demo;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import java.io.PrintWriter;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A table of what each family of prompts took: pass rate, candidates, how the prompts ended. */
final class FamilyTable {
  private FamilyTable() {}

  static void print(Collection<Progress> prompts, PrintWriter out) {
    Map<String, List<Progress>> families =
        prompts.stream()
            .collect(
                Collectors.groupingBy(
                    p -> p.getMetadata().getOrDefault("family", "-"),
                    TreeMap::new,
                    Collectors.toList()));
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
    families.entrySet().stream()
        .sorted(Comparator.comparingInt(family -> level(family.getValue())))
        .forEach(family -> print(family.getKey(), family.getValue(), out));
    print("all", List.copyOf(prompts), out);
  }

  private static int level(List<Progress> prompts) {
    return Integer.parseInt(prompts.getFirst().getMetadata().getOrDefault("level", "0"));
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
