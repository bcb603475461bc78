package dev.winnow.ops.bench.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlannerReportTest {
  @Test
  void tellsRatesTheRatioAndBytesPerPrompt() {
    StringWriter out = new StringWriter();

    report().print(new PrintWriter(out));

    assertThat(out.toString().lines())
        .contains(
            "median of 2 runs             verdicts/s        (their range) decisions/s  seconds   verdicts  decisions",
            "ahead                            40,000   (20,000 to 40,000)       4,000      0.2      4,000        400",
            "ratio: with its verdicts ahead the planner takes in 0.50 of what the least application does",
            "store (keys and values)            live      ended       live      ended",
            "statuses                           80.0       50.0       80.0       50.0",
            "prompts                           420.0        0.0      420.0        0.0",
            "all stores                        500.0       50.0      500.0       50.0");
  }

  private static PlannerReport report() {
    Census census =
        new Census(
            new StateSize(new TreeMap<>(Map.of("statuses", 800L, "prompts", 4_200L))),
            new StateSize(new TreeMap<>(Map.of("statuses", 500L, "prompts", 0L))),
            4_000,
            new LatestProgress());
    return new PlannerReport(
        new PlannerBenchConfig(10, 2, 1),
        series("ahead", 0.9, 0.1, 0.2),
        List.of(series("loop", 0.9, 0.4, 0.4)),
        series("reference", 0.9, 0.05, 0.05),
        census,
        census);
  }

  private static RunSeries series(String kind, double... seconds) {
    RunSeries series = new RunSeries(kind);
    for (double each : seconds) {
      series.add(new CompletedWork(4_000, 400, each));
    }
    return series;
  }
}
