package dev.winnow.ops.loop;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import dev.winnow.ops.chart.SvgFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws the pass rates of every round as an SVG, a line for each family. Needs no display. */
public final class LoopChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 420;
  private static final double PERCENT = 100;

  private LoopChart() {}

  /** Writes the SVG, replacing an older one. */
  public static void write(List<LoopRound> rounds, long seed, Path file) throws IOException {
    SvgFile.withoutDisplay();
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("pass@1 on held-out problems")
            .xAxisTitle("round")
            .yAxisTitle("percent")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setLegendBorderColor(Color.WHITE);
    chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
    chart.getStyler().setYAxisMin(0.0).setYAxisMax(PERCENT);
    double[] numbers = rounds.stream().mapToDouble(LoopRound::round).toArray();
    for (String family : LoopTable.families(rounds)) {
      double[] rates =
          rounds.stream()
              .mapToDouble(round -> PERCENT * LoopTable.estimate(round, family, seed).mean())
              .toArray();
      chart.addSeries(family, numbers, rates);
    }
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.paint(graphics, WIDTH, HEIGHT);
    SvgFile.write(graphics, WIDTH, HEIGHT, file);
  }
}
