package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.training.StreamTuningReport;
import dev.winnow.training.TuningReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Prints what a training did. */
final class TuningPrinter {
  private TuningPrinter() {}

  /**
   * The document of {@code --json}.
   *
   * @param loss on the prompts held out, of the weights that are written; null if none were
   */
  private record Trained(
      String model, int rows, int heldOut, int tooLong, int steps, @Nullable Double loss) {}

  static void printJson(TuningReport report, Path directory, PrintWriter out) {
    JsonOption.print(
        new Trained(
            directory.toString(),
            report.learned(),
            report.heldOut(),
            report.tooLong(),
            report.steps(),
            report.bestEpoch() > 0 ? report.bestLoss() : null),
        out);
  }

  static void print(TuningReport report, Path directory, PrintWriter out) {
    out.printf(
        "%,d rows learned in %,d steps, %,d held out; %.0f %% of the batches' cells were used%n",
        report.learned(), report.steps(), report.heldOut(), 100 * report.fill());
    if (report.tooLong() > 0) {
      out.printf("%,d rows left out: they are longer than the model's context%n", report.tooLong());
    }
    if (report.bestEpoch() > 0) {
      out.printf(
          "loss %.4f on the prompts held out, after epoch %d, whose weights are written%n",
          report.bestLoss(), report.bestEpoch());
    }
    out.printf("model in %s%n", directory);
    out.flush();
  }

  static void print(StreamTuningReport report, Path directory, PrintWriter out) {
    out.printf(
        "%,d rows learned in %,d steps, %,d held out%n",
        report.learned(), report.steps(), report.heldOut());
    if (report.leftOut() > 0) {
      out.printf(
          "%,d rows left out: they are longer than the model's context, or its template refuses them%n",
          report.leftOut());
    }
    report
        .heldOutLoss()
        .ifPresent(loss -> out.printf("loss %.4f on the latest rows held out%n", loss));
    if (report.isStopped()) {
      out.println("stopped; the same command goes on");
    }
    out.printf("model in %s%n", directory);
    out.flush();
  }
}
