package dev.winnow.ops.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are given by mistake are all told of before anything is done with the others. */
class GivenFilesTest {
  private static final String CASE =
      "{\"id\": \"%s\", \"type\": \"exact\", \"reference\": \"x\", \"response\": \"x\","
          + " \"expected\": \"ACCEPTED\"}";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir private Path directory;
  private Path recipe;
  private Path good;
  private Path image;

  @BeforeEach
  void write() throws IOException {
    recipe =
        Files.writeString(
            directory.resolve("recipe.yaml"),
            "name: r\ncheck: {type: math}\nallocation: {strategy: fixed, candidates: 4}\n");
    good =
        Files.writeString(
            directory.resolve("good.jsonl"), "{\"prompt\": \"1 + 1?\", \"reference\": \"2\"}\n");
    image = Files.write(directory.resolve("image.jsonl"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
  }

  @ParameterizedTest
  @ValueSource(strings = {"publish --dry-run", "publish", "local"})
  void eachBadFileIsToldOnceAndNothingIsPublished(String command) {
    int status =
        execute(
            command + " --recipe",
            recipe.toString(),
            good.toString(),
            directory.toString(),
            image.toString(),
            directory.resolve("none.csv").toString(),
            good.toString());

    assertThat(status).isEqualTo(1);
    assertThat(err.toString().lines())
        .containsExactly(
            "winnow: nothing is published:",
            "  '" + directory + "' is a directory; name the files in it",
            "  '"
                + image
                + "' is a PNG image; give JSON lines, a JSON array, CSV or Parquet, plain or as .gz"
                + " or .zst",
            "  '" + directory.resolve("none.csv") + "' does not exist; check the path");
    assertThat(out.toString()).doesNotContain("published").doesNotContain("publishable");
  }

  @Test
  void standardInputCanBeGivenOnce() {
    assertThat(execute("publish --dry-run --recipe", recipe.toString(), "-", "-")).isEqualTo(1);

    assertThat(err.toString()).contains("standard input, -, is given several times");
  }

  @Test
  void aFileThatIsDamagedAfterItsStartIsPublishedUpToThereAndTold() throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      for (int i = 0; i < 5_000; i++) {
        String line = "{\"prompt\": \"%d + %d?\", \"reference\": \"%d\"}%n";
        gzip.write(line.formatted(i, i * 31, i * 32).getBytes(StandardCharsets.UTF_8));
      }
    }
    Path cut = directory.resolve("cut.jsonl.gz");
    Files.write(cut, Arrays.copyOf(zipped.toByteArray(), zipped.size() / 2));

    assertThat(execute("publish --dry-run --recipe", recipe.toString(), cut.toString()))
        .isEqualTo(1);

    assertThat(out.toString())
        .containsPattern(
            "cut.jsonl.gz: damaged after line [1-9][0-9]+: the gzip data is cut off at byte")
        .containsPattern("[1-9][0-9,]+ publishable");
  }

  @Test
  void casesAreRefusedWhereTheFileIsNone() {
    assertThat(execute("check --cases", directory.toString())).isEqualTo(1);
    assertThat(execute("check --cases", directory.resolve("none").toString())).isEqualTo(1);
    assertThat(execute("check --cases", image.toString())).isEqualTo(1);

    assertThat(err.toString())
        .contains("is a directory", "none' does not exist; check the path", "is a PNG image");
  }

  @Test
  void trailingTextRepeatedKeysAndRepeatedIdsAreRefusedByLine() throws IOException {
    Path cases =
        Files.writeString(
            directory.resolve("cases.jsonl"),
            String.join(
                "\n",
                CASE.formatted("a"),
                CASE.formatted("b") + " trailing",
                CASE.formatted("c") + CASE.formatted("d"),
                CASE.formatted("e").replace("\"type\"", "\"id\": \"f\", \"type\""),
                CASE.formatted("a"),
                CASE.formatted("g"),
                "{\"id\": \"a\", \"kind\": \"equiv\", \"gold_answer\": \"1\", \"candidate\": \"1\","
                    + " \"expected\": true}",
                CASE.formatted("h").replace("\"x\"", "NaN")));

    assertThat(execute("check --json --cases", cases.toString())).isEqualTo(1);

    assertThat(out.toString().lines()).hasSize(2);
    assertThat(err.toString().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("line 2: not JSON: 'trailing' is not JSON"),
            line -> assertThat(line).contains("line 3: not JSON: text follows the end"),
            line -> assertThat(line).contains("line 4: not JSON: the key 'id' occurs twice"),
            line ->
                assertThat(line).contains("line 5: id \"a\" is already used by the case of line 1"),
            line ->
                assertThat(line).contains("line 7: id \"a\" is already used by the case of line 1"),
            line -> assertThat(line).contains("line 8: not JSON: NaN is not a JSON number"));
  }

  @Test
  void casesAreReadFromArraysAndCompressedFilesToo() throws IOException {
    Path array =
        Files.writeString(
            directory.resolve("cases.json"),
            "[" + CASE.formatted("a") + ",\n" + CASE.formatted("b") + "]");

    assertThat(execute("check --json --cases", array.toString())).isZero();

    assertThat(out.toString().lines()).hasSize(2);
  }

  private int execute(String command, String... files) {
    String[] words = command.split(" ");
    String[] arguments = Arrays.copyOf(words, words.length + files.length);
    System.arraycopy(files, 0, arguments, words.length, files.length);
    return Winnow.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
