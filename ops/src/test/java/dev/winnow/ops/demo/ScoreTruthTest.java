package dev.winnow.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.demo.ScoreTruth.Counts;
import dev.winnow.training.problem.Family;
import dev.winnow.training.problem.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTruthTest {
  private static final List<Problem> PROBLEMS =
      List.of(
          new Problem(Family.ADD, "What is 1 + 2?", "1 + 2 = 3\n#### 3", 3),
          new Problem(Family.TIMES, "What is 2 * 4?", "2 * 4 = 8\n#### 8", 8));

  @TempDir private Path dataset;

  @BeforeEach
  void writeRows() throws IOException {
    write(
        "accepted", row("What is 1 + 2?", "add", "#### 3"), row("What is 1 + 2?", "add", "#### 4"));
    write(
        "rejected",
        row("What is 1 + 2?", "add", "#### 3"),
        row("What is 2 * 4?", "times", "#### 9"));
    write("undecided", row("What is 2 * 4?", "times", "#### 8"));
  }

  @Test
  void anAcceptedWrongAnswerAndARejectedRightOneAreFalse() throws IOException {
    ScoreTruth truth = ScoreTruth.of(dataset, PROBLEMS);

    assertThat(truth.families().get("add")).isEqualTo(new Counts(3, 2, 2, 1, 1, 0));
    assertThat(truth.families().get("times")).isEqualTo(new Counts(2, 0, 1, 0, 0, 1));
    assertThat(truth.all()).isEqualTo(new Counts(5, 2, 3, 1, 1, 1));
  }

  @Test
  void ofACandidateThatWasJudgedAgainTheCurrentVerdictCounts() throws IOException {
    String again =
        row("What is 1 + 2?", "add", "#### 4")
            .replace("{\"prompt_id\"", "{\"id\": \"p/9\", \"prompt_id\"");
    write("accepted", again);
    write(
        "rejected",
        again.replace(
            "{\"id\"",
            "{\"revision\": 1, \"outcome\": \"REJECTED\", \"replaces_outcome\": \"ACCEPTED\", \"id\""));
    write("undecided");

    assertThat(ScoreTruth.of(dataset, PROBLEMS).all()).isEqualTo(new Counts(1, 0, 0, 0, 0, 0));
  }

  @Test
  void theTableShowsFalseAcceptsAsAShareOfTheAcceptedAndFalseRejectsAsAShareOfTheRight()
      throws IOException {
    StringWriter text = new StringWriter();

    ScoreTruthTable.print(
        "scored",
        List.of("add", "times"),
        ScoreTruth.of(dataset, PROBLEMS),
        new PrintWriter(text, true));

    assertThat(text.toString().lines().filter(line -> line.startsWith("add")))
        .containsExactly(
            "add                     3         2         2          1 (50.0%)          1 (50.0%)          0");
  }

  private void write(String outcome, String... rows) throws IOException {
    Path directory = Files.createDirectories(dataset.resolve(outcome));
    Files.writeString(directory.resolve("part-1.jsonl"), String.join("\n", rows) + "\n");
  }

  private static String row(String question, String family, String response) {
    return """
        {"prompt_id": "p", "messages": [{"role": "user", "content": "%s"}, {"role": "assistant", "content": "%s"}], "metadata": {"family": "%s"}}"""
        .formatted(question, response, family);
  }
}
