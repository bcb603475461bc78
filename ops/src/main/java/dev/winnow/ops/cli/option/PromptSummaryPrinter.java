package dev.winnow.ops.cli.option;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.publish.PublishSummary;
import dev.winnow.producers.source.Layout;
import dev.winnow.producers.source.RefusalKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Prints what became of the rows of a file: by layout, by reason, and the first that were refused.
 */
final class PromptSummaryPrinter {
  private static final int SHOWN = 20;

  private final PrintWriter out;
  private final String verb;

  /**
   * A printer.
   *
   * @param verb what is said of rows that went through
   */
  PromptSummaryPrinter(PrintWriter out, String verb) {
    this.out = out;
    this.verb = verb;
  }

  void print(Path file, PublishSummary summary) {
    String name = Json.printable(file.toString());
    summary.refusals().stream()
        .limit(SHOWN)
        .forEach(refusal -> out.printf("%s:%d: %s%n", name, refusal.line(), refusal.reason()));
    if (summary.refused() > SHOWN) {
      out.printf("... and %,d more refused %ss%n", summary.refused() - SHOWN, summary.unit());
    }
    summary.damage().ifPresent(damage -> out.printf("%s: %s%n", name, damage));
    out.printf(
        "%s: %,d %ss read, %,d %s, %,d repeated, %,d refused%n",
        name,
        summary.read(),
        summary.unit(),
        summary.published(),
        verb,
        summary.repeated(),
        summary.refused());
    printLayouts(summary.layouts());
    for (RefusalKind kind : RefusalKind.values()) {
      Long count = summary.kinds().get(kind);
      if (count != null) {
        out.printf("  refused %,d: the %s %s%n", count, summary.unit(), kind.words());
      }
    }
    new TreeMap<>(summary.notes())
        .forEach((note, count) -> out.printf("  note %,d: %s%n", count, note));
    out.flush();
  }

  private void printLayouts(Map<Layout, Long> layouts) {
    if (!layouts.isEmpty()) {
      out.printf(
          "  layout %s%n",
          new TreeMap<>(layouts)
              .entrySet().stream()
                  .map(entry -> "%s %,d".formatted(entry.getKey().label(), entry.getValue()))
                  .collect(Collectors.joining(", ")));
    }
  }
}
