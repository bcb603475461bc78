package dev.winnow.ops.cli.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.cli.Winnow;
import dev.winnow.training.problem.Split;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemsCommandTest {
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void theChosenFamiliesAreWrittenAsHeldOutPromptsWithAnswers() throws IOException {
    List<JsonNode> prompts = written("--prompts=3", "--family=chain", "--family=big-times");

    assertThat(prompts).hasSize(6);
    assertThat(prompts)
        .allSatisfy(
            prompt -> {
              assertThat(Split.of(prompt.path("prompt").asText())).isEqualTo(Split.HELD_OUT);
              assertThat(prompt.path("reference").isIntegralNumber()).isTrue();
            });
    assertThat(prompts)
        .extracting(prompt -> prompt.path("family").asText())
        .containsOnly("chain", "big-times");
  }

  @Test
  void problemsBeyondTheTrainingAreFamiliesOfTheirOwn() throws IOException {
    assertThat(written("--prompts=1", "--beyond"))
        .hasSize(6)
        .allSatisfy(prompt -> assertThat(prompt.path("family").asText()).endsWith("-beyond"));
  }

  @Test
  void theSameSeedWritesTheSameFile() throws IOException {
    assertThat(written("--seed=5"))
        .isEqualTo(written("--seed=5"))
        .isNotEqualTo(written("--seed=6"));
  }

  @Test
  void aFamilyThatThereIsNotIsRefused() {
    assertThat(execute("--family=geometry")).isEqualTo(2);

    assertThat(err.toString()).contains("--family: there is no 'geometry', only [add, ");
  }

  private List<JsonNode> written(String... options) throws IOException {
    assertThat(execute(options)).as(err.toString()).isZero();
    List<JsonNode> prompts = new ArrayList<>();
    for (String line : Files.readAllLines(file())) {
      prompts.add(new ObjectMapper().readTree(line));
    }
    return prompts;
  }

  private int execute(String... options) {
    List<String> arguments = new ArrayList<>(List.of("problems"));
    arguments.addAll(List.of(options));
    arguments.add(file().toString());
    return Winnow.commandLine()
        .setOut(new PrintWriter(new StringWriter()))
        .setErr(new PrintWriter(err))
        .execute(arguments.toArray(String[]::new));
  }

  private Path file() {
    return directory.resolve("prompts.jsonl");
  }
}
