package dev.winnow.ops.soak;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import dev.winnow.ops.chart.SvgFile;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;

/** Memory over time as an SVG. Needs no display. */
final class SoakChart {
  private static final int WIDTH = 760;
  private static final int HEIGHT = 420;
  private static final double MIB = 1 << 20;
  private static final double MINUTE = 60;

  private SoakChart() {}

  static void write(List<SoakSample> samples, String title, Path file) throws IOException {
    SvgFile.withoutDisplay();
    XYChart chart =
        new XYChartBuilder()
            .width(WIDTH)
            .height(HEIGHT)
            .title(title)
            .xAxisTitle("minutes")
            .yAxisTitle("MiB")
            .build();
    chart.getStyler().setChartBackgroundColor(Color.WHITE).setMarkerSize(0);
    chart.getStyler().setYAxisMin(0.0);
    add(chart, "heap and native memory", samples, SoakSample::anonymous);
    add(chart, "live heap", samples, SoakSample::heap);
    add(chart, "RocksDB", samples, SoakSample::stores);
    VectorGraphics2D graphics = new VectorGraphics2D();
    chart.paint(graphics, WIDTH, HEIGHT);
    SvgFile.write(graphics, WIDTH, HEIGHT, file);
  }

  private static void add(
      XYChart chart, String name, List<SoakSample> samples, ToDoubleFunction<SoakSample> bytes) {
    chart.addSeries(
        name,
        samples.stream().mapToDouble(sample -> sample.seconds() / MINUTE).toArray(),
        samples.stream().mapToDouble(sample -> bytes.applyAsDouble(sample) / MIB).toArray());
  }
}
