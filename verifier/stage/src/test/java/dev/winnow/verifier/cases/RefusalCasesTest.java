package dev.winnow.verifier.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.verifier.check.CheckContract;
import dev.winnow.verifier.check.Checks;
import dev.winnow.verifier.check.ResponseCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Refusals and texts that only look like one, and responses of models that are no refusals. */
class RefusalCasesTest {
  private static final Path CASES = Path.of("src", "test", "resources", "cases", "refusal.jsonl");
  private static final Set<String> REFUSALS = Set.of("REFUSED", "MAY_REFUSE");

  /** One of so many solutions is judged in every build. */
  private static final int SAMPLED_EVERY = 5;

  private static final ResponseCheck CHECK = Checks.compile(CheckContract.check("refusal"));

  @Test
  void refusalCasesAreJudgedAsExpected() throws IOException {
    List<Scored> scored = ScoreTable.of(CaseFile.lines(CASES)).scored();

    assertThat(scored).hasSize(60);
    assertThat(scored.stream().filter(one -> !one.held())).isEmpty();
  }

  @Test
  void aLongAnswerThatBeginsLikeARefusalIsUndecided() {
    String text = "I cannot help with that in detail. " + "Here is what you may do. ".repeat(40);

    assertThat(CHECK.check(CheckContract.promptWith(null), text).reason()).isEqualTo("MAY_REFUSE");
  }

  /** The data sets have no labels of refusals: solutions of mathematics are none. */
  @Test
  void solutionsOfMathematicsAreNotTakenForRefusals() throws IOException {
    areNotTakenForRefusals(SAMPLED_EVERY);
  }

  @Test
  @Tag("long")
  void allSolutionsOfMathematicsAreNotTakenForRefusals() throws IOException {
    areNotTakenForRefusals(1);
  }

  private static void areNotTakenForRefusals(int every) throws IOException {
    List<String> texts = new ArrayList<>();
    for (JsonNode row : rows("data/gsm8k/mathcoder_outputs.jsonl")) {
      texts.add(row.path("response").asText());
    }
    for (JsonNode row : rows("data/gsm8k/example_model_solutions.jsonl")) {
      for (JsonNode field : row) {
        String text = field.isObject() ? field.path("solution").asText("") : field.asText();
        if (text.length() > 40) {
          texts.add(text);
        }
      }
    }
    assertThat(texts).hasSizeGreaterThan(5_000);
    List<String> flagged = new ArrayList<>();

    for (int i = 0; i < texts.size(); i += every) {
      flag(texts.get(i), flagged);
    }

    assertThat(flagged).isEmpty();
  }

  /** What is found among answers of GPT-4 was read by people: see the page on checks. */
  @Test
  void answersToInstructionsAreRarelyTakenForRefusals() throws IOException {
    List<String> flagged = new ArrayList<>();
    for (JsonNode row : rows("data/ifeval/gpt4.jsonl")) {
      flag(row.path("response").asText(), flagged);
    }
    System.out.printf("IFEval answers taken for refusals: %s%n", flagged);
    assertThat(flagged).hasSizeLessThan(10);
  }

  private static void flag(String text, List<String> flagged) {
    if (!text.isBlank()
        && REFUSALS.contains(CHECK.check(CheckContract.promptWith(null), text).reason())) {
      flagged.add(text.substring(0, Math.min(text.length(), 160)));
    }
  }

  private static List<JsonNode> rows(String name) throws IOException {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : Files.readAllLines(Repository.shared(name))) {
      rows.add(new ObjectMapper().readTree(line));
    }
    return rows;
  }
}
