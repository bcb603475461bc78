package dev.winnow.verifier.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.verifier.math.MathVerifier;
import dev.winnow.verifier.math.equal.MathPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseFileTest {
  private static final String EQUIV =
      "{\"id\":\"a\",\"source\":\"s\",\"kind\":\"equiv\",\"gold_answer\":\"1/2\",\"candidate\":\"0.5\",\"expected\":true,"
          + "\"category\":\"fraction\",\"flags\":[],\"core\":true}";
  private static final String RAW =
      "{\"id\":\"b\",\"kind\":\"extract+equiv\",\"gold\":\"#### 3\",\"gold_answer\":\"4\",\"response\":\"so 4\","
          + "\"expected\":true,\"flags\":[\"raw-gold\"]}";
  private static final String EXTRACT =
      "{\"id\":\"c\",\"kind\":\"extract\",\"response\":\"is $\\\\boxed{\\\\dfrac12}$\",\"expected\":\"\\\\frac12\"}";

  private final Path folder;

  CaseFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private CaseReport score(String... lines) throws IOException {
    Path file = folder.resolve("cases.jsonl");
    Files.writeString(file, String.join("\n", lines));
    return new CaseScorer(new MathVerifier(MathPolicy.defaults())).score(CaseFile.read(file));
  }

  @Test
  void eachKindOfCaseIsScoredByWhatItExercises() throws IOException {
    List<CaseResult> results = score(EQUIV, "", RAW, EXTRACT).results();

    assertThat(results).extracting(CaseResult::held).containsExactly(true, false, true);
  }

  @Test
  void theJsonReportHasOneLinePerCaseInInputOrder() throws IOException {
    StringBuilder out = new StringBuilder();
    score(EQUIV, RAW, EXTRACT).writeJson(out);

    assertThat(out.toString().lines())
        .containsExactly(
            "{\"id\":\"a\",\"equal\":true,\"extracted\":\"0.5\",\"reason\":\"EQUAL\"}",
            "{\"id\":\"b\",\"equal\":false,\"extracted\":\"4\",\"reason\":\"DIFFERENT_VALUE\"}",
            "{\"id\":\"c\",\"equal\":false,\"extracted\":\"\\\\dfrac12\",\"reason\":\"NO_ANSWER\"}");
  }

  @Test
  void theTextReportShowsAccuracyAndEveryMiss() throws IOException {
    StringBuilder out = new StringBuilder();
    CaseReport report = score(EQUIV, RAW);
    report.writeText(out);

    assertThat(report.allHeld()).isFalse();
    assertThat(out.toString()).contains("1/2  50.00 %").contains("MISS core b");
  }

  @Test
  void aBadLineIsNamedWithFileLineAndField() {
    assertThatThrownBy(
            () -> score(EQUIV, "{\"id\":\"x\",\"kind\":\"equiv\",\"gold_answer\":\"1\"}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cases.jsonl line 2")
        .hasMessageContaining("\"candidate\"");
    assertThatThrownBy(() -> score("{not json")).hasMessageContaining("line 1");
    assertThatThrownBy(() -> score("{\"id\":\"x\",\"kind\":\"guess\"}"))
        .hasMessageContaining("kind must be");
  }
}
