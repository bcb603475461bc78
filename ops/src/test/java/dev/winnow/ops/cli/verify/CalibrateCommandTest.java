package dev.winnow.ops.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.ops.cli.Winnow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CalibrateCommandTest {
  @TempDir Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void printsAThresholdItsIntervalAndWhatItCosts() throws IOException {
    Path svg = directory.resolve("curve.svg");

    int status = execute(file(4_000).toString(), "--false-accepts", "0.1", "--svg", svg.toString());

    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("4,000 labelled scores; 1 rows without a score")
        .contains("accept: score >= ")
        .contains("coverage")
        .contains("promised");
    assertThat(Files.readString(svg)).startsWith("<?xml").contains("<svg");
  }

  @Test
  void takesAScoreByItsName() throws IOException {
    Path named =
        Files.writeString(
            directory.resolve("named.jsonl"),
            Files.readString(file(4_000))
                .replaceAll(
                    "\"score\": ([^,]*)", "\"scores\": [{\"name\": \"rm\", \"value\": $1}]"));

    assertThat(execute(named.toString(), "--score", "rm", "--false-accepts", "0.1")).isZero();
    assertThat(out.toString()).contains("4,000 labelled scores");
  }

  @Test
  void leavesOutRowsWhoseVerdictWasReplaced() throws IOException {
    Path rejected =
        Files.writeString(
            directory.resolve("rejected.jsonl"),
            """
            {"id": "q/0", "prompt_id": "q", "score": -4, "correct": false, "revision": 1, "outcome": "REJECTED", "replaces_outcome": "ACCEPTED"}
            """);
    Path accepted =
        Files.writeString(
            directory.resolve("accepted.jsonl"),
            """
            {"id": "q/0", "prompt_id": "q", "score": 9, "correct": true, "revision": 0, "outcome": "ACCEPTED"}
            """);

    int status =
        execute(
            file(4_000).toString(),
            accepted.toString(),
            rejected.toString(),
            "--false-accepts",
            "0.1");

    assertThat(status).isZero();
    assertThat(out.toString())
        .contains("4,001 labelled scores")
        .contains("1 rows left out: a later verdict has replaced theirs");
  }

  @Test
  void aRowThatAScoreDecidedHasNoLabel() throws IOException {
    Path decided =
        Files.writeString(
            directory.resolve("decided.jsonl"),
            """
            {"id": "q/0", "prompt_id": "q", "score": -4, "correct": false, "reason": "REJECTED_BY_SCORE"}
            {"id": "q/1", "prompt_id": "q", "score": 4, "correct": true, "reason": "ACCEPTED_BY_SCORE"}
            {"id": "q/2", "prompt_id": "q", "score": 4, "correct": true, "reason": "SCORED"}
            {"id": "q/3", "prompt_id": "q", "score": 4, "correct": true, "reason": "EQUAL"}
            """);

    int status = execute(file(4_000).toString(), decided.toString(), "--false-accepts", "0.1");

    assertThat(status).isZero();
    assertThat(out.toString())
        .contains(
            "4,001 labelled scores; 4 rows without a score, or without a label of a check or a"
                + " person");
  }

  @Test
  void refusesToPromiseAnythingFromTooFewLabels() throws IOException {
    assertThat(execute(file(40).toString())).isEqualTo(1);

    assertThat(err.toString()).contains("promise nothing").contains("at least");
  }

  @Test
  void saysWhichRowIsWrong() throws IOException {
    Path file = Files.writeString(directory.resolve("bad.jsonl"), "{\"score\": 1}\n");

    assertThat(execute(file.toString())).isEqualTo(1);

    assertThat(err.toString()).contains("bad.jsonl, line 1: ").contains("prompt_id");
  }

  @Test
  void refusesARateThatIsNone() throws IOException {
    assertThat(execute(file(40).toString(), "--false-accepts", "5")).isEqualTo(2);

    assertThat(err.toString()).contains("--false-accepts: want above 0 and below 1, not 5.0");
  }

  /** Right candidates have higher scores; one row has no label. */
  private Path file(int rows) throws IOException {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>();
    lines.add("{\"prompt_id\": \"p\", \"score\": 1, \"correct\": null}");
    for (int i = 0; i < rows; i++) {
      boolean isRight = random.nextBoolean();
      lines.add(
          "{\"prompt_id\": \"p%d\", \"score\": %s, \"correct\": %s}"
              .formatted(i / 4, random.nextGaussian() + (isRight ? 3 : 0), isRight));
    }
    return Files.write(directory.resolve("labelled.jsonl"), lines);
  }

  private int execute(String... arguments) {
    List<String> all = new ArrayList<>(List.of("calibrate"));
    all.addAll(List.of(arguments));
    CommandLine command = Winnow.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(all.toArray(String[]::new));
  }
}
