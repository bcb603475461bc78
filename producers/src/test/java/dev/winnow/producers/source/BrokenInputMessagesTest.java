package dev.winnow.producers.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.winnow.producers.recipe.RecipeException;
import dev.winnow.producers.recipe.RecipeFile;
import dev.winnow.producers.testing.TestVerification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every message about a broken file is for the file's author, not for the reader's developer. */
class BrokenInputMessagesTest {
  private static final Pattern FOREIGN =
      Pattern.compile(
          "[a-z]+\\.[a-z]+\\.[A-Z]|Exception|ReadFeature|Feature\\.|Source:|\\[Source|`|fasterxml"
              + "|StreamReadConstraints|JsonToken|DeserializationFeature|null\\)|CTRL-CHAR|REDACTED");

  @TempDir private Path directory;

  static List<String> brokenRows() {
    return List.of(
        "{\"prompt\": NaN}",
        "{\"prompt\": -Infinity}",
        "{\"prompt\": +1}",
        "{\"prompt\": .5}",
        "{\"prompt\": 1.}",
        "{\"prompt\": 1e}",
        "{\"prompt\": 007}",
        "{\"prompt\": 0x1F}",
        "{\"prompt\": None}",
        "{\"prompt\": True}",
        "{\"prompt\": \"a\"",
        "{\"prompt\": \"a",
        "{\"prompt",
        "{",
        "",
        "{\"prompt\": \"a\"}}",
        "{\"prompt\": \"a\"} {\"prompt\": \"b\"}",
        "{\"prompt\": \"a\"} trailing",
        "{\"prompt\": \"a\", \"prompt\": \"b\"}",
        "{\"prompt\": \"a\", \"prompt\"}",
        "{prompt: \"a\"}",
        "{'prompt': 'a'}",
        "{\"prompt\": 'a'}",
        "{\"prompt\": \"a\",}",
        "{\"prompt\" \"a\"}",
        "{\"messages\": [1, 2}",
        "{\"messages\": [1 2]}",
        "{\"prompt\": \"\\x41\"}",
        "{\"prompt\": \"\\u00g0\"}",
        "{\"prompt\": \"\\ud800\"}",
        "{\"prompt\": \"tab\there\"}",
        "{\"prompt\": \"nul\u0000here\"}",
        "{\"prompt\": \"a\"} // comment",
        "/* comment */ {\"prompt\": \"a\"}",
        "# comment",
        "\"just text\"",
        "[1]",
        "42",
        "null",
        "prompt,answer",
        "<html>",
        "{\"a\":".repeat(50) + "1" + "}".repeat(50),
        "[".repeat(1000),
        "{\"" + "k".repeat(2_000) + "\": 1}",
        "{\"prompt\": " + "9".repeat(300) + "}",
        "{\"prompt\": \"" + "x".repeat((1 << 20) + 1) + "\"}",
        "{\"prompt\": [" + "0,".repeat(100_001) + "0]}");
  }

  @ParameterizedTest
  @MethodSource("brokenRows")
  void aRowThatIsBrokenIsToldInPlainWords(String row) {
    assertThat(refusal(row)).isNotBlank().doesNotContainPattern(FOREIGN).hasSizeLessThan(600);
  }

  @Test
  void theWordsSayWhatIsWrongAndWhere() {
    assertThat(refusal("{\"prompt\": NaN}"))
        .isEqualTo(
            "not JSON: NaN is not a JSON number; write null, or leave the field out (column 15)");
    assertThat(refusal("{\"prompt\": \"a\"} {}")).contains("text follows the end of the value");
    assertThat(refusal("{\"a\": 1, \"a\": 2}")).contains("the key 'a' occurs twice");
    assertThat(refusal("{\"a\": [")).contains("before all braces, brackets and quotes are closed");
    assertThat(refusal("{\"a\":".repeat(50))).contains("nested more than 16 deep");
    assertThat(refusal("{'a': 1}")).contains("texts and keys need double quotes");
    assertThat(refusal("{\"a\": \"\\x41\"}")).contains("\\x is not an escape");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name: [a",
        "name: \"a",
        "name: a: b",
        "\tname: a",
        "name: @a",
        "name: %a",
        "a: 1\n b: 2",
        "- a\nb: c",
        "name: !!java.net.URL [\"http://x\"]",
        "name: &a *b",
        "{\"name\": \"a\"",
        "{\"name\": NaN}",
        "{\"name\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\":"
            + " {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": {\"a\": 1",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]",
        "name: \u0001",
      })
  void aRecipeThatIsBrokenIsToldInPlainWords(String text) {
    assertThat(recipeProblem(text)).isNotBlank().doesNotContainPattern(FOREIGN);
  }

  @Test
  void aFileThatIsBrokenIsToldInPlainWordsAndByName() throws IOException {
    byte[] rows = "{\"prompt\": \"a\"}\n".repeat(2_000).getBytes(UTF_8);
    byte[] gzip = ReadRows.gzip(rows);
    byte[] zstd = Zstd.compress(rows);
    assertPlain("empty.gz", Arrays.copyOf(gzip, 5));
    assertPlain("cut.gz", Arrays.copyOf(gzip, gzip.length / 2));
    assertPlain("tail.gz", Arrays.copyOf(gzip, gzip.length - 3));
    assertPlain("head.gz", changed(gzip, 2));
    assertPlain("body.gz", changed(gzip, gzip.length / 2));
    assertPlain("checksum.gz", changed(gzip, gzip.length - 6));
    assertPlain("cut.zst", Arrays.copyOf(zstd, zstd.length / 2));
    assertPlain("short.zst", Arrays.copyOf(zstd, 4));
    assertPlain("body.zst", changed(zstd, 5));
    assertPlain("quote.csv", "a,b\n1,\"2\n".getBytes(UTF_8));
    assertPlain("after.csv", "a,b\n1,\"2\"x\n".getBytes(UTF_8));
    assertPlain("twice.csv", "a,a\n1,2\n".getBytes(UTF_8));
    assertPlain("large.csv", ("a\n\"" + "x".repeat(5 << 20) + "\"\n").getBytes(UTF_8));
    assertPlain("array.json", "[{\"a\": 1}, {".getBytes(UTF_8));
    assertPlain("more.json", "[] []".getBytes(UTF_8));
    assertPlain("short.parquet", "PAR1".getBytes(UTF_8));
    assertPlain("cut.parquet", ("PAR1" + "x".repeat(100)).getBytes(UTF_8));
    assertPlain("forged.parquet", "PAR1\0\0\0\0\u00ff\u00ff\u00ff\u007fPAR1".getBytes(ISO_8859_1));
    assertPlain(
        "garbage.parquet", ("PAR1" + "z".repeat(40) + "\u0010\0\0\0PAR1").getBytes(ISO_8859_1));
  }

  private void assertPlain(String name, byte[] bytes) throws IOException {
    Path file = Files.write(directory.resolve(name), bytes);
    List<String> messages = new ArrayList<>();
    RowFile.problem(file).ifPresent(messages::add);
    if (messages.isEmpty()) {
      ReadRows.Read read = ReadRows.drain(RowFile.open(file));
      read.damage().map(Throwable::getMessage).ifPresent(messages::add);
    } else {
      assertThat(messages.getFirst()).contains(name);
    }
    assertThat(messages)
        .as(name)
        .hasSize(1)
        .allSatisfy(message -> assertThat(message).isNotBlank().doesNotContainPattern(FOREIGN));
  }

  private static byte[] changed(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 0x55;
    return changed;
  }

  private static String refusal(String row) {
    try {
      new PromptReader("r", Optional.empty()).read(row, "test", Instant.EPOCH);
      return "";
    } catch (RefusedLineException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static String recipeProblem(String text) {
    try {
      RecipeFile.parse(
          "recipe.yaml", text.getBytes(UTF_8), TestVerification.CATALOG, Instant.EPOCH);
      return "";
    } catch (RecipeException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
