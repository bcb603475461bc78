package dev.winnow.ops.size;

import java.io.PrintWriter;
import java.util.Locale;

/** A report as text for people. */
public final class SizeTable {
  private SizeTable() {}

  /** Prints a report. */
  public static void print(SizeReport report, PrintWriter out) {
    line(out, "candidates          %,.0f /s", report.candidatesPerSecond());
    line(out, "prompts             %,.1f /s", report.promptsPerSecond());
    line(
        out,
        "partitions          %,d   (they cannot grow: four times the need)",
        report.partitions());
    line(out, "planner --window    %,d candidates in each partition", report.window());
    line(out, "pools               %,d", report.pools());
    line(out, "brokers             %,d", report.brokers());
    line(out, "broker network      %s/s in all", bytes(report.networkBytesPerSecond()));
    line(out, "broker disk         %s in all", bytes(report.diskBytes()));
    line(out, "datasets            %s of text a day", bytes(report.datasetBytesPerDay()));
    line(out, "");
    line(
        out,
        "%-29s %14s %14s %9s %12s  %s",
        "part, first full first",
        "load",
        "one bears",
        "wanted",
        "full at GPUs",
        "from");
    for (Part part : report.parts()) {
      line(
          out,
          "%-29s %,14.2f %,14.2f %,9d %,12d  %s (%s)",
          part.name(),
          part.load(),
          part.capacity(),
          part.instances(),
          part.fullAtGpus(),
          part.basis(),
          part.unit());
    }
    line(out, "");
    line(out, "%-10s %18s %16s", "state", "of one thread", "restored after");
    for (State state : report.states()) {
      line(out, "%-10s %18s %14.0f s", state.stage(), bytes(state.bytes()), state.restoreSeconds());
    }
    out.flush();
  }

  private static void line(PrintWriter out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values).stripTrailing());
  }

  static String bytes(double bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB", "PB"};
    int unit = 0;
    double value = bytes;
    while (value >= 1000 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, units[unit]);
  }
}
