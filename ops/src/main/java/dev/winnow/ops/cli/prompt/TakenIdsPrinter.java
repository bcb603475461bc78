package dev.winnow.ops.cli.prompt;

import dev.winnow.producers.json.Json;
import dev.winnow.producers.publish.TakenIds.Finding;
import java.io.PrintWriter;
import java.util.stream.Collectors;

/** Prints which ids of what was published stand for other prompts. */
final class TakenIdsPrinter {
  private static final int SHOWN = 10;

  private TakenIdsPrinter() {}

  static void print(Finding finding, PrintWriter out) {
    if (!finding.isComplete()) {
      out.println(
          "the planner has not read all prompts yet, so ids that are taken may be among them: it"
              + " refuses these, and 'dead-letters' tells");
    }
    if (!finding.ids().isEmpty()) {
      out.printf(
          "%,d ids are taken by prompts with other content, which were published before; these are"
              + " not sampled. Give them other ids, or none: %s%s%n",
          finding.ids().size(),
          finding.ids().stream()
              .sorted()
              .limit(SHOWN)
              .map(Json::printable)
              .collect(Collectors.joining(", ")),
          finding.ids().size() > SHOWN ? ", ..." : "");
    }
    out.flush();
  }
}
