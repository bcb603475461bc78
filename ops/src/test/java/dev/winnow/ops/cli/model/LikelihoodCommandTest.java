package dev.winnow.ops.cli.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.ops.cli.Winnow;
import dev.winnow.schemas.testing.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the shipped model, which solves sums of small numbers in 99 of 100 cases. */
class LikelihoodCommandTest {
  private static final String QUESTION =
      "Ada has 3 apples and finds 4 more. How many apples are there now?";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;

  @Test
  void theRightSolutionIsLikelyAndAWrongOneIsNot() throws IOException {
    Path prompts =
        Files.write(
            directory.resolve("prompts.jsonl"),
            List.of(
                line("right", "3 + 4 = 7\\n#### 7"),
                line("wrong", "3 + 4 = 9\\n#### 9"),
                line("unfinished", "3 + 4 = 7")));

    assertThat(execute(prompts)).as(err.toString()).isZero();

    JsonNode measured = new ObjectMapper().readTree(out.toString()).path("prompts");
    assertThat(measured.path(0).path("id").asText()).isEqualTo("right");
    assertThat(measured.path(0).path("probability").asDouble()).isBetween(0.5, 1.0);
    assertThat(measured.path(1).path("probability").asDouble()).isBetween(0.0, 0.1);
    assertThat(measured.path(2).path("probability").asDouble()).isBetween(0.0, 0.1);
  }

  @Test
  void aPromptWithoutASolutionIsRefusedByItsId() throws IOException {
    Path prompts =
        Files.writeString(
            directory.resolve("prompts.jsonl"), "{\"id\":\"p\",\"prompt\":\"" + QUESTION + "\"}\n");

    assertThat(execute(prompts)).isEqualTo(1);

    assertThat(err.toString()).contains("prompt 'p' has no field 'solution'");
  }

  private static String line(String id, String solution) {
    return "{\"id\":\"%s\",\"prompt\":\"%s\",\"family\":\"add\",\"solution\":\"%s\"}"
        .formatted(id, QUESTION, solution);
  }

  private int execute(Path prompts) {
    return Winnow.commandLine()
        .setOut(new PrintWriter(out))
        .setErr(new PrintWriter(err))
        .execute(
            "likelihood",
            "--json",
            "--model",
            Repository.root().resolve("ops/models/abacus").toString(),
            prompts.toString());
  }
}
