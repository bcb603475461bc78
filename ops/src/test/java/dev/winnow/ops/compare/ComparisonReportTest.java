package dev.winnow.ops.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.ops.compare.Compared.Verdict;
import dev.winnow.ops.compare.ComparisonPlan.Planned;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonReportTest {
  private static final int SEEDS = 8;

  @TempDir private Path directory;

  @Test
  void anArmThatIsBetterInEachOfEightSeedsHolds() {
    List<ArmResult> results = new ArrayList<>(arm("old", 0.05, 0.0));
    results.addAll(arm("new", 0.08, 0.01));

    Compared compared = report(results, planned("new", "old", true)).comparisons().getFirst();

    assertThat(compared.pValue()).isEqualTo(2.0 / 256);
    assertThat(difference(compared).mean()).isCloseTo(0.035, within(1e-9));
    assertThat(compared.verdict()).isEqualTo(Verdict.HELD);
  }

  @Test
  void anArmThatIsBetterByLessThanMattersDoesNotHold() {
    List<ArmResult> results = new ArrayList<>(arm("old", 0.05, 0.0));
    results.addAll(arm("new", 0.0495, 0.001));

    Compared compared = report(results, planned("new", "old", true)).comparisons().getFirst();

    assertThat(compared.verdict()).isEqualTo(Verdict.DID_NOT_HOLD);
  }

  @Test
  void wideIntervalsLeaveItUndecided() {
    List<ArmResult> results = new ArrayList<>(arm("old", 0.05, 0.0));
    results.addAll(arm("new", 0.05, 0.1).subList(0, 2));

    Compared compared = report(results, planned("new", "old", true)).comparisons().getFirst();

    assertThat(difference(compared).seeds()).isEqualTo(2);
    assertThat(compared.verdict()).isEqualTo(Verdict.UNDECIDED);
  }

  @Test
  void aHypothesisThatWasNotTestedCountsInTheCorrection() {
    List<ArmResult> results = new ArrayList<>(arm("old", 0.05, 0.0));
    results.addAll(arm("new", 0.08, 0.01));

    ComparisonReport report =
        report(results, planned("new", "old", true), planned("missing", "old", true));

    assertThat(report.comparisons().getFirst().adjusted()).isEqualTo(4.0 / 256);
    assertThat(report.comparisons().getLast().difference()).isNull();
    assertThat(printed(report)).contains("missing less old").contains("not run");
  }

  @Test
  void whatOnlyExploresHasNoVerdict() {
    List<ArmResult> results = new ArrayList<>(arm("old", 0.05, 0.0));
    results.addAll(arm("new", 0.08, 0.01));

    ComparisonReport report = report(results, planned("new", "old", false));

    assertThat(report.comparisons().getFirst().verdict()).isNull();
    assertThat(printed(report)).contains("explores");
  }

  @Test
  void aFamilyThatWasNotMeasuredLeavesItsGroupUnknown() {
    ArmResult result = new ArmResult(1, "new", null, null, null, Map.of("chain", 0.5));

    ArmSummary arm = report(List.of(result), planned("new", "old", true)).arms().getFirst();

    assertThat(arm.groups()).isEmpty();
    assertThat(arm.rows()).isNull();
    assertThat(arm.families()).containsOnlyKeys("chain");
  }

  @Test
  void resultsAreReadFromWhatTheCommandsPrinted() throws IOException {
    Path file = directory.resolve("results.jsonl");
    Files.writeString(
        file,
        """
        {"seed":3,"arm":"a","candidates":12,\
        "training":{"rows":5,"steps":9},"measured":{"models":[{"prompts":[\
        {"family":"chain","right":1,"wrong":3,"undecided":0},\
        {"family":"chain","right":2,"wrong":0,"undecided":2},\
        {"family":"add","right":0,"wrong":0,"undecided":4}]}]}}
        """);

    ArmResult result = ResultFile.read(file).getFirst();

    assertThat(result)
        .isEqualTo(new ArmResult(3, "a", 12L, 5L, 9L, Map.of("chain", (0.25 + 1) / 2)));
  }

  @Test
  void probabilitiesOfSolutionsArePassRates() throws IOException {
    Path file = directory.resolve("results.jsonl");
    Files.writeString(
        file,
        """
        {"seed":3,"arm":"a","measured":{"prompts":[\
        {"family":"chain","probability":0.25},{"family":"chain","probability":0.75}]}}
        """);

    assertThat(ResultFile.read(file).getFirst().passRates()).containsOnly(Map.entry("chain", 0.5));
  }

  @Test
  void aLineThatIsNoResultIsRefusedWithItsNumber() throws IOException {
    Path file = Files.writeString(directory.resolve("results.jsonl"), "{\"seed\":3}\n");

    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResultFile.read(file))
        .withMessageContaining("line 1: want a seed, an arm");
  }

  @Test
  void aComparisonOnAGroupThatThereIsNotIsRefused() {
    Planned planned = new Planned("H", "new", "old", "soft", true);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ComparisonPlan(Map.of(), 0.01, List.of(planned)))
        .withMessage("comparison 'H': there is no group 'soft'");
  }

  @Test
  void theChartIsAnSvg() throws IOException {
    List<ArmResult> results = new ArrayList<>(arm("old", 0.05, 0.0));
    results.addAll(arm("new", 0.08, 0.01));
    Path file = directory.resolve("charts").resolve("hard.svg");

    ComparisonChart.write(report(results, planned("new", "old", true)), "hard", file);

    assertThat(file).content().startsWith("<?xml").contains("<svg", "</svg>");
  }

  private static ComparisonReport report(List<ArmResult> results, Planned... planned) {
    return ComparisonReport.of(
        new ComparisonPlan(Map.of("hard", List.of("chain", "big-times")), 0.01, List.of(planned)),
        results);
  }

  private static SeedMean difference(Compared compared) {
    return Objects.requireNonNull(compared.difference());
  }

  private static Planned planned(String arm, String against, boolean confirms) {
    return new Planned("H", arm, against, "hard", confirms);
  }

  /** An arm whose pass rates grow from the least by this much in all, from seed to seed. */
  private static List<ArmResult> arm(String name, double least, double spread) {
    List<ArmResult> results = new ArrayList<>();
    for (int seed = 0; seed < SEEDS; seed++) {
      double rate = least + spread * seed / (SEEDS - 1);
      results.add(
          new ArmResult(seed, name, 100L, 10L, 5L, Map.of("chain", rate, "big-times", rate)));
    }
    return results;
  }

  private static String printed(ComparisonReport report) {
    StringWriter out = new StringWriter();
    ComparisonTable.print(report, new PrintWriter(out));
    return out.toString();
  }
}
