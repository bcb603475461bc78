package dev.winnow.worker.engine.replay;

import static dev.winnow.worker.engine.TestRequests.asking;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.schemas.testing.Repository;
import dev.winnow.worker.engine.Completion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class Gsm8kSolutionsTest {
  @Test
  void eachModelsSolutionIsACandidateInTheOrderOfTheLine(@TempDir Path directory) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("solutions.jsonl"),
            """
            {"question": "How many?", "ground_truth": "A: 3", "small": {"is_correct": false, \
            "solution": "A: 2"}, "large": {"is_correct": true, "solution": "A: 3"}}
            """);
    List<Completion> completions = new ArrayList<>();

    try (ReplayEngine engine = new ReplayEngine(ReplayConfig.of(List.of(file)))) {
      engine.sample(asking("any", "How many?", 0, 2), completions::add);
    }

    assertThat(completions).extracting(Completion::text).containsExactly("A: 2", "A: 3");
  }

  @Test
  void playsFourSolutionsForEachProblemOfOurOwn() throws Exception {
    assertPlaysFourSolutionsForEach(12, Repository.fixture("solutions.jsonl"));
  }

  @Test
  void playsFourSolutionsForEachPublishedProblem() throws Exception {
    assertPlaysFourSolutionsForEach(
        1319, Repository.shared("data/gsm8k/example_model_solutions.jsonl"));
  }

  private static void assertPlaysFourSolutionsForEach(int problems, Path file) throws Exception {
    ReplayConfig config =
        new ReplayConfig(List.of(file), ReplayLayout.GSM8K_SOLUTIONS, Exhausted.FAIL, "gsm8k");
    List<String> expected = new ArrayList<>();
    List<String> played = new ArrayList<>();

    try (ReplayEngine engine = new ReplayEngine(config)) {
      for (String line : Files.readAllLines(file)) {
        JsonNode problem = new ObjectMapper().readTree(line);
        problem.forEach(
            model -> {
              if (model.isObject()) {
                expected.add(model.get("solution").textValue());
              }
            });
        engine.sample(
            asking("any", problem.get("question").textValue(), 0, 4),
            completion -> played.add(completion.text()));
      }
    }

    assertThat(played).hasSize(4 * problems).isEqualTo(expected);
  }
}
