package dev.winnow.verifier.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.math.MathVerifier;
import dev.winnow.math.equal.MathPolicy;
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

  private static final String CHOICE =
      "{\"id\":\"d\",\"type\":\"choice\",\"reference\":\"B\",\"response\":\"The answer is B.\",\"expected\":\"ACCEPTED\"}";
  private static final String WRONG =
      "{\"id\":\"e\",\"type\":\"choice\",\"reference\":\"B\",\"response\":\"The answer is C.\",\"expected\":\"UNDECIDED\"}";

  private final Path folder;

  CaseFileTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private CaseReport score(String... lines) throws IOException {
    Path file = folder.resolve("cases.jsonl");
    Files.writeString(file, String.join("\n", lines));
    return new CaseScorer(new MathVerifier(MathPolicy.defaults())).score(CaseFile.read(file));
  }

  private ScoreTable table(String... lines) throws IOException {
    Path file = folder.resolve("cases.jsonl");
    Files.writeString(file, String.join("\n", lines));
    return ScoreTable.of(CaseFile.lines(file));
  }

  @Test
  void eachKindOfCaseIsScoredByWhatItExercises() throws IOException {
    List<CaseResult> results = score(EQUIV, "", RAW, EXTRACT).results();

    assertThat(results).extracting(CaseResult::held).containsExactly(true, false, true);
  }

  @Test
  void theJsonReportHasOneLinePerCaseInInputOrder() throws IOException {
    StringBuilder out = new StringBuilder();
    table(EQUIV, RAW, EXTRACT, CHOICE).writeJson(out);

    assertThat(out.toString().lines())
        .containsExactly(
            "{\"id\":\"a\",\"outcome\":\"ACCEPTED\",\"reason\":\"EQUAL\",\"extracted\":\"0.5\"}",
            "{\"id\":\"b\",\"outcome\":\"REJECTED\",\"reason\":\"DIFFERENT_VALUE\",\"extracted\":\"4\"}",
            "{\"id\":\"c\",\"outcome\":\"UNDECIDED\",\"reason\":\"NO_ANSWER\",\"extracted\":\"\\\\dfrac12\"}",
            "{\"id\":\"d\",\"outcome\":\"ACCEPTED\",\"reason\":\"EQUAL\",\"extracted\":\"B\"}");
  }

  @Test
  void theTextReportCountsByTypeAndExpectationAndListsEveryMiss() throws IOException {
    StringBuilder out = new StringBuilder();
    ScoreTable table = table(EQUIV, RAW, CHOICE, WRONG);
    table.writeText(out);

    assertThat(table.allHeld()).isFalse();
    assertThat(out.toString().replaceAll(" +", " "))
        .contains("choice accepted 1 1 0 0 1")
        .contains("choice undecided 1 0 1 0 0")
        .contains("math accepted 2 1 1 0 1")
        .contains("MISS math b: expected ACCEPTED, found REJECTED DIFFERENT_VALUE <4>")
        .contains("MISS choice e: expected UNDECIDED, found REJECTED DIFFERENT <C>");
  }

  @Test
  void aLineThatIsNoCaseDoesNotStopTheOthers() throws IOException {
    ScoreTable table =
        table(
            "{not json",
            CHOICE,
            "[]",
            "{\"id\":\"x\",\"type\":\"exact\",\"response\":\"\",\"expected\":\"RIGHT\"}",
            "{\"id\":\"x\",\"type\":\"exact\",\"expected\":\"ACCEPTED\"}",
            "{\"id\":\"x\",\"type\":\"exact\",\"options\":{\"references\":\"most\"},\"response\":\"\",\"expected\":\"ACCEPTED\"}");

    assertThat(table.scored()).extracting(Scored::id).containsExactly("d");
    assertThat(table.bad()).extracting(CaseLine.Bad::number).containsExactly(1, 3, 4, 5, 6);
    assertThat(table.bad())
        .extracting(CaseLine.Bad::error)
        .satisfies(
            errors -> {
              assertThat(errors.get(0)).startsWith("not JSON");
              assertThat(errors.get(1)).isEqualTo("want a JSON object");
              assertThat(errors.get(2)).contains("expected must be").contains("RIGHT");
              assertThat(errors.get(3)).contains("\"response\" is missing");
              assertThat(errors.get(4)).contains("options.references must be all or any");
            });
    assertThat(table.allHeld()).isFalse();
  }

  @Test
  void genericOptionsReferencesAndPromptsOfEveryFormAreRead() throws IOException {
    ScoreTable table =
        table(
            "{\"id\":\"1\",\"type\":\"exact\",\"reference\":[\"x\",\"y\"],\"response\":\"y\",\"expected\":\"ACCEPTED\"}",
            "{\"id\":\"2\",\"type\":\"exact\",\"options\":{\"references\":\"all\"},\"reference\":[\"x\",\"y\"],"
                + "\"response\":\"y\",\"expected\":\"REJECTED\"}",
            "{\"id\":\"3\",\"type\":\"exact\",\"options\":{\"reasoning\":[{\"open\":\"<<\",\"close\":\">>\"}],"
                + "\"identical\":\"accept\",\"ignore_case\":true},\"prompt\":[{\"role\":\"user\",\"content\":\"?\"}],"
                + "\"reference\":\"x\",\"response\":\"<<hm>>X\",\"expected\":\"ACCEPTED\"}",
            "{\"id\":\"4\",\"type\":\"nonsense\",\"prompt\":\"?\",\"reference\":\"x\",\"response\":\"x\",\"expected\":\"UNDECIDED\"}");

    assertThat(table.bad()).isEmpty();
    assertThat(table.scored()).allMatch(Scored::held);
    assertThat(table.scored().getLast().reason()).isEqualTo("BAD_CHECK");
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
