package dev.winnow.ops.plan;

import dev.winnow.ops.json.RecordJson;
import java.io.PrintWriter;

/** Writes a report as one JSON document, with the report's fields in snake case. */
public final class PlanJson {
  private PlanJson() {}

  /** Prints a report. */
  public static void print(PlanReport report, PrintWriter out) {
    out.println(RecordJson.indented(report));
    out.flush();
  }
}
