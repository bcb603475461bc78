package dev.winnow.ops.compare;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import dev.winnow.ops.chart.SvgFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Draws the pass rates of the arms on one group of families, with intervals, as an SVG. */
public final class ComparisonChart {
  private static final int WIDTH = 900;
  private static final int HEIGHT = 460;
  private static final double PERCENT = 100;

  private ComparisonChart() {}

  /**
   * Writes the SVG, replacing an older one; creates missing directories. Needs no display.
   *
   * @param group the group to draw; arms without it are left out
   * @throws IllegalArgumentException if no arm has the group
   */
  public static void write(ComparisonReport report, String group, Path file) throws IOException {
    SvgFile.withoutDisplay();
    List<ArmSummary> arms =
        report.arms().stream().filter(arm -> arm.groups().containsKey(group)).toList();
    if (arms.isEmpty()) {
      throw new IllegalArgumentException("no arm was measured on the group '%s'".formatted(group));
    }
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title("Pass rates on the group '%s', with 95 %% intervals over seeds".formatted(group))
            .yAxisTitle("percent")
            .build();
    CategoryStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE).setLegendPosition(LegendPosition.InsideNE);
    styler.setLegendVisible(false);
    styler.setYAxisMin(0.0);
    styler.setXAxisLabelRotation(60);
    List<SeedMean> means =
        arms.stream().map(arm -> Objects.requireNonNull(arm.groups().get(group))).toList();
    chart.addSeries(
        group,
        arms.stream().map(ArmSummary::arm).toList(),
        means.stream().map(mean -> PERCENT * mean.mean()).toList(),
        means.stream().map(ComparisonChart::reach).toList());
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.paint(graphics, WIDTH, HEIGHT);
    SvgFile.write(graphics, WIDTH, HEIGHT, file);
  }

  private static double reach(SeedMean mean) {
    return mean.high() == null ? 0 : PERCENT * (mean.high() - mean.mean());
  }
}
