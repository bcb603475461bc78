package dev.winnow.ops.calibrate;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import dev.winnow.ops.chart.SvgFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/**
 * Draws a calibration as an SVG: the false-accept rate of each coverage on the half that judges,
 * with its interval. Needs no display.
 */
public final class CalibrationChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 480;
  private static final int MAX_POINTS = 500;

  private CalibrationChart() {}

  /** Writes the SVG, replacing an older one; creates missing directories. */
  public static void write(Calibration calibration, Path file) throws IOException {
    SvgFile.withoutDisplay();
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("False accepts by coverage, on the half that did not choose")
            .xAxisTitle("share of candidates accepted")
            .yAxisTitle("share of the accepted that is wrong")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setMarkerSize(0);
    chart.getStyler().setYAxisMin(0.0);
    List<OperatingPoint> points = thinned(calibration.curve());
    double confidence = calibration.confidence();
    add(chart, "measured", points, OperatingPoint::falseAcceptRate);
    add(chart, "upper bound", points, point -> point.interval(confidence).high());
    add(chart, "wanted", points, point -> calibration.wanted());
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.paint(graphics, WIDTH, HEIGHT);
    SvgFile.write(graphics, WIDTH, HEIGHT, file);
  }

  private static void add(
      XYChart chart,
      String name,
      List<OperatingPoint> points,
      ToDoubleFunction<OperatingPoint> of) {
    chart.addSeries(
        name,
        points.stream().mapToDouble(OperatingPoint::coverage).toArray(),
        points.stream().mapToDouble(of).toArray());
  }

  private static List<OperatingPoint> thinned(List<OperatingPoint> points) {
    int step = Math.ceilDiv(points.size(), MAX_POINTS);
    return java.util.stream.IntStream.range(0, points.size())
        .filter(i -> i % step == 0 || i == points.size() - 1)
        .mapToObj(points::get)
        .toList();
  }
}
