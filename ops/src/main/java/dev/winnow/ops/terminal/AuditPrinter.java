package dev.winnow.ops.terminal;

import dev.winnow.sink.audit.AuditReport;
import java.io.PrintWriter;

/** An audit's report as people read it. */
public final class AuditPrinter {
  private AuditPrinter() {}

  /** Prints a report as people read it. */
  public static void print(AuditReport report, boolean withDatasets, PrintWriter out) {
    out.printf("prompts ended        %,10d   (open: %,d)%n", report.ended(), report.open());
    report
        .waiting()
        .forEach(
            (reason, prompts) -> out.printf("  waiting            %,10d   %s%n", prompts, reason));
    if (report.forgotten() > 0) {
      out.printf(
          "prompts forgotten    %,10d   (ended longer ago than they are remembered)%n",
          report.forgotten());
    }
    out.printf("candidates ordered   %,10d%n", report.ordered());
    out.printf("verdicts             %,10d%n", report.verdicts());
    out.printf("rows on the topics   %,10d%n", report.rows());
    if (withDatasets) {
      out.printf("not yet written      %,10d prompts%n", report.unwritten());
      out.printf("rows in the datasets %,10d%n", report.datasetRows());
    }
    if (report.replaced() > 0) {
      out.printf("verdicts replaced    %,10d (by as many more rows)%n", report.replaced());
    }
    if (report.selected() > 0 || report.pairs() > 0 || report.uncurated() > 0) {
      out.printf("rows selected        %,10d%n", report.selected());
      out.printf("pairs                %,10d%n", report.pairs());
      out.printf("not yet curated      %,10d prompts%n", report.uncurated());
    }
    if (report.refused() > 0) {
      out.printf("refused records      %,10d (see the dead letters)%n", report.refused());
    }
    report.first().forEach(imbalance -> out.println("  " + imbalance));
    out.println(
        report.balanced()
            ? "the books balance"
            : "OUT OF BALANCE: %,d".formatted(report.imbalances()));
    out.flush();
  }
}
