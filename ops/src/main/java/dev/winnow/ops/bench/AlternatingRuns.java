package dev.winnow.ops.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares the stream in two forms. The runs of both alternate, so that both see the same machine;
 * processor time is measured as well, because other work on the machine changes it less than the
 * time that passes.
 *
 * @param candidates of each run
 * @param runs of each form, after a warm-up of one
 */
record AlternatingRuns(int candidates, int runs, PrintWriter out) {

  /** One run of the stream. */
  @FunctionalInterface
  interface Run {
    /** Returns the candidates per second of this run; the number is unique among all runs. */
    double rate(int number) throws Exception;
  }

  /** The rates of runs, and their processor time for each candidate in microseconds. */
  private record Measured(List<Double> rates, List<Double> micros) {
    Measured() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * Runs both and prints.
   *
   * @param what what the second form has and the first has not, for example {@code metrics}
   */
  void compare(Run without, Run with, String what) throws Exception {
    Measured plain = new Measured();
    Measured other = new Measured();
    for (int run = 0; run <= runs; run++) {
      boolean isFirst = run % 2 == 0;
      measure(isFirst ? without : with, 2 * run, isFirst ? plain : other);
      measure(isFirst ? with : without, 2 * run + 1, isFirst ? other : plain);
    }
    double reference = Rates.print("without " + what, plain.rates(), out);
    double ours = Rates.print("with " + what, other.rates(), out);
    double referenceMicros = printMicros("without " + what, plain);
    double ourMicros = printMicros("with " + what, other);
    out.printf(
        "ratio: %.3f of the rate without, %.3f of its processor time%n",
        ours / reference, ourMicros / referenceMicros);
    out.flush();
  }

  private double printMicros(String what, Measured runs) {
    Rates micros = Rates.afterWarmUp(runs.micros());
    out.printf(
        "%-32s %,9.0f us/candidate of processor time  (%s)%n",
        what, micros.median(), micros.range());
    return micros.median();
  }

  private void measure(Run run, int number, Measured into) throws Exception {
    long before = processorNanos();
    into.rates().add(run.rate(number));
    into.micros().add((processorNanos() - before) / 1e3 / candidates);
  }

  private static long processorNanos() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }
}
