package dev.winnow.ops.plan;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import dev.winnow.ops.chart.SvgFile;
import dev.winnow.ops.plan.PlanReport.OnProfile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/**
 * Draws a report as an SVG: a row for each profile; accepted candidates per prompt by difficulty on
 * the left, candidates on the right; a line for each recipe. Needs no display.
 */
public final class PlanChart {
  private static final int WIDTH = 620;
  private static final int HEIGHT = 400;
  private static final double[] DECILES =
      IntStream.rangeClosed(1, Deciles.COUNT).asDoubleStream().toArray();

  private PlanChart() {}

  /** Writes the SVG, replacing an older one; creates missing directories. */
  public static void write(PlanReport report, Path file) throws IOException {
    SvgFile.withoutDisplay();
    VectorGraphics2D graphics = new VectorGraphics2D();
    for (OnProfile profile : report.profiles()) {
      chart(profile, "accepted per prompt", false, Forecast::acceptedByDecile)
          .paint(graphics, WIDTH, HEIGHT);
      graphics.translate(WIDTH, 0);
      chart(profile, "candidates per prompt", true, Forecast::candidatesByDecile)
          .paint(graphics, WIDTH, HEIGHT);
      graphics.translate(-WIDTH, HEIGHT);
    }
    SvgFile.write(graphics, 2 * WIDTH, HEIGHT * report.profiles().size(), file);
  }

  private static XYChart chart(
      OnProfile profile, String what, boolean isLogarithmic, Function<Forecast, List<Double>> of) {
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("%s: %s".formatted(profile.profile(), what))
            .xAxisTitle("decile of pass rate, hardest first")
            .yAxisTitle(what)
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendBorderColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setYAxisLogarithmic(isLogarithmic);
    chart.getStyler().setXAxisMin(1.0).setXAxisMax((double) Deciles.COUNT);
    for (Forecast recipe : profile.recipes()) {
      chart.addSeries(recipe.recipe(), DECILES, values(of.apply(recipe), isLogarithmic));
    }
    return chart;
  }

  /** Omits the point of a decile without prompts: it has 0 candidates, and 0 has no logarithm. */
  private static double[] values(List<Double> byDecile, boolean isLogarithmic) {
    DoubleStream values = byDecile.stream().mapToDouble(Double::doubleValue);
    return values.map(value -> isLogarithmic && value == 0 ? Double.NaN : value).toArray();
  }
}
