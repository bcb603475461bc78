package dev.winnow.ops.cli.verify;

import dev.winnow.ops.calibrate.BinomialInterval;
import dev.winnow.ops.calibrate.Calibration;
import dev.winnow.ops.calibrate.CalibrationChart;
import dev.winnow.ops.calibrate.LabelledScoreFile;
import dev.winnow.ops.calibrate.LabelledScoreFile.Labelled;
import dev.winnow.ops.calibrate.OperatingPoint;
import dev.winnow.ops.cli.option.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the threshold of a score that keeps a wanted false-accept rate.",
      "Half of the prompts choose the threshold; the other half judges it by an exact interval."
          + " Exit status 1: no threshold keeps the rate, or there are too few labels."
    },
    footer = {
      "",
      "Examples:",
      "  winnow calibrate .winnow/datasets/helpful/*/part-*.parquet --false-accepts 0.02",
      "  winnow calibrate labelled.jsonl --score rm --svg curve.svg"
    })
public final class CalibrateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description =
          "Rows with prompt_id, score and correct, the trusted label: files of a dataset, or JSON"
              + " Lines. Give the files of all outcomes: of candidates that were judged again, the"
              + " current verdict counts.")
  private List<Path> files = List.of();

  @Option(
      names = "--false-accepts",
      paramLabel = "RATE",
      defaultValue = "0.05",
      description = "Wanted share of wrong among the accepted (default: ${DEFAULT-VALUE}).")
  private double wanted;

  @Option(
      names = "--confidence",
      paramLabel = "CONFIDENCE",
      defaultValue = "0.95",
      description = "Confidence of the interval (default: ${DEFAULT-VALUE}).")
  private double confidence;

  @Option(
      names = "--score",
      paramLabel = "NAME",
      description = "A score by its name; the row's score when left out.")
  private @Nullable String score;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Decides which prompts are in which half (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--svg", paramLabel = "FILE", description = "Draw the curve into this file.")
  private @Nullable Path svg;

  @Override
  public Integer call() throws IOException {
    requireShare("--false-accepts", wanted);
    requireShare("--confidence", confidence);
    Labelled labelled = LabelledScoreFile.read(files, Optional.ofNullable(score));
    Calibration calibration = Calibration.of(labelled.scores(), wanted, confidence, seed);
    if (svg != null) {
      CalibrationChart.write(calibration, svg);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(Calibrated.of(labelled, calibration), out);
      return calibration.isPromised() ? 0 : 1;
    }
    out.printf(
        "%,d labelled scores; %,d rows without a score, or without a label of a check or a"
            + " person%n",
        labelled.scores().size(), labelled.unlabelled());
    if (labelled.replaced() > 0) {
      out.printf("%,d rows left out: a later verdict has replaced theirs%n", labelled.replaced());
    }
    print(calibration, out);
    out.flush();
    return calibration.isPromised() ? 0 : 1;
  }

  /**
   * The result; the numbers of a threshold are null where there is none.
   *
   * @param unlabelled rows without a score or a label
   * @param replaced rows whose verdict was replaced
   * @param falseAccepts share of wrong among the accepted, on the half that did not choose
   * @param low lower end of its interval
   * @param high upper end of its interval
   * @param promised whether the interval is within the wanted rate
   */
  private record Calibrated(
      int labelled,
      long unlabelled,
      long replaced,
      double wanted,
      double confidence,
      Optional<Double> threshold,
      Optional<Double> falseAccepts,
      Optional<Double> low,
      Optional<Double> high,
      Optional<Double> coverage,
      Optional<Double> recall,
      boolean promised) {
    static Calibrated of(Labelled labelled, Calibration calibration) {
      Optional<OperatingPoint> judged = calibration.judged();
      Optional<BinomialInterval> interval =
          judged.map(point -> point.interval(calibration.confidence()));
      return new Calibrated(
          labelled.scores().size(),
          labelled.unlabelled(),
          labelled.replaced(),
          calibration.wanted(),
          calibration.confidence(),
          judged.map(OperatingPoint::threshold),
          judged.map(OperatingPoint::falseAcceptRate).filter(Double::isFinite),
          interval.map(BinomialInterval::low),
          interval.map(BinomialInterval::high),
          judged.map(OperatingPoint::coverage),
          judged.map(OperatingPoint::recall).filter(Double::isFinite),
          calibration.isPromised());
    }
  }

  private void print(Calibration calibration, PrintWriter out) {
    if (calibration.choice().isEmpty()) {
      out.printf(
          "no threshold keeps %s wrong among the accepted at %s confidence%n", wanted, confidence);
      return;
    }
    OperatingPoint judged = calibration.judged().orElseThrow();
    BinomialInterval interval = judged.interval(confidence);
    out.printf("threshold      accept: score >= %s%n", judged.threshold());
    out.printf(
        "false accepts  %.4f, %.4f to %.4f at %s confidence (%,d of %,d, on the other half)%n",
        judged.falseAcceptRate(),
        interval.low(),
        interval.high(),
        confidence,
        judged.wrong(),
        judged.accepted());
    out.printf(
        "coverage       %.3f of all candidates, %.3f of the right ones%n",
        judged.coverage(), judged.recall());
    out.println(
        calibration.isPromised()
            ? "promised       the interval is within the wanted rate"
            : "not promised   the other half does not bear the wanted rate out; use more labels");
  }

  private void requireShare(String option, double value) {
    if (!(value > 0 && value < 1)) {
      throw new ParameterException(
          spec.commandLine(), "%s: want above 0 and below 1, not %s".formatted(option, value));
    }
  }
}
