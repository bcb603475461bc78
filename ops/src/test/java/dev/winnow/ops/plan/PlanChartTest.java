package dev.winnow.ops.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.planner.whatif.SimulatedPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

class PlanChartTest {
  @TempDir private Path directory;

  @Test
  void thePlotIsAnSvgWithARowForEachProfile() throws Exception {
    Path file = directory.resolve("new").resolve("plan.svg");

    PlanChart.write(report(40, 30), file);

    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
    Document svg = factory.newDocumentBuilder().parse(file.toFile());
    assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
    assertThat(svg.getDocumentElement().getAttribute("height")).isEqualTo("800px");
  }

  @Test
  void decilesWithoutPromptsAreDrawnToo() throws IOException {
    Path file = directory.resolve("plan.svg");

    PlanChart.write(report(3), file);

    assertThat(file).isNotEmptyFile();
  }

  @Test
  void theSameReportGivesTheSameBytes() throws IOException {
    Path first = directory.resolve("1.svg");
    Path second = directory.resolve("2.svg");

    PlanChart.write(report(40), first);
    PlanChart.write(report(40), second);

    assertThat(Files.mismatch(first, second)).isEqualTo(-1);
  }

  private static PlanReport report(int... prompts) {
    List<NamedProfile> profiles =
        Arrays.stream(prompts).mapToObj(n -> BetaMixture.parse("1:1:1").draw(n, 100, 1)).toList();
    return new Forecaster(
            List.of(SomeRecipes.fixed(8), SomeRecipes.uniform(4, 64, 8)),
            SimulatedPool.usual(),
            1,
            List.of())
        .run(profiles, () -> {});
  }
}
