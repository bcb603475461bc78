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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Solutions that real models wrote for GSM8K, as its authors published and graded them. */
class ModelSolutionsTest {
  private static final List<String> MODELS =
      List.of("6b_finetuning", "6b_verification", "175b_finetuning", "175b_verification");

  @Test
  void areJudgedAsTheirAuthorsGradedThem() throws IOException {
    Path file = Repository.shared("data/gsm8k/example_model_solutions.jsonl");
    ResponseCheck math = Checks.compile(RecordFactory.check("math", Map.of()));
    int judged = 0;
    int agreed = 0;
    for (String line : Files.readAllLines(file)) {
      JsonNode problem = new ObjectMapper().readTree(line);
      var prompt = CheckContract.promptWith(problem.get("ground_truth").asText());
      for (String model : MODELS) {
        Finding finding = math.check(prompt, problem.get(model).get("solution").asText());
        boolean right = finding.outcome() == Outcome.ACCEPTED;
        judged++;
        agreed += right == problem.get(model).get("is_correct").asBoolean() ? 1 : 0;
      }
    }

    System.out.printf("%d of %d judged as graded%n", agreed, judged);
    assertThat(judged).isGreaterThan(5_000);
    assertThat((double) agreed / judged).isGreaterThan(0.99);
  }
}
