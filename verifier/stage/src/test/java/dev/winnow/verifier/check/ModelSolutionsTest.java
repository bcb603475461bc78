package dev.winnow.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.RecordFactory;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Solutions in the form in which the authors of GSM8K published and graded those of models. */
class ModelSolutionsTest {
  private record Agreement(int judged, int agreed) {}

  @Test
  void judgesOurOwnSolutionsAsTheyAreGraded() throws IOException {
    Agreement agreement = agreement(Repository.fixture("solutions.jsonl"));

    assertThat(agreement).isEqualTo(new Agreement(48, 48));
  }

  @Test
  void judgesThePublishedSolutionsAsTheirAuthorsGradedThem() throws IOException {
    Agreement agreement = agreement(Repository.shared("data/gsm8k/example_model_solutions.jsonl"));

    System.out.printf("%d of %d judged as graded%n", agreement.agreed(), agreement.judged());
    assertThat(agreement.judged()).isGreaterThan(5_000);
    assertThat((double) agreement.agreed() / agreement.judged()).isGreaterThan(0.99);
  }

  private static Agreement agreement(Path file) throws IOException {
    ResponseCheck math = Checks.compile(RecordFactory.check("math", Map.of()));
    int judged = 0;
    int agreed = 0;
    for (String line : Files.readAllLines(file)) {
      JsonNode problem = new ObjectMapper().readTree(line);
      var prompt = CheckContract.promptWith(problem.get("ground_truth").asText());
      for (JsonNode model : problem) {
        if (model.isObject()) {
          Finding finding = math.check(prompt, model.get("solution").asText());
          boolean right = finding.outcome() == Outcome.ACCEPTED;
          judged++;
          agreed += right == model.get("is_correct").asBoolean() ? 1 : 0;
        }
      }
    }
    return new Agreement(judged, agreed);
  }
}
