package dev.winnow.producers.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users give beside lines of JSON: it is read, or they are told what it is. */
class FileKindTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({"png, a PNG image", "jpg, a JPEG image", "gif, a GIF image"})
  void anImageIsNamed(String format, String kind) throws IOException {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB), format, image);

    assertThat(problem("prompts.jsonl", image.toByteArray()))
        .contains("prompts.jsonl' is " + kind + "; give JSON lines");
  }

  @Test
  void anArchiveIsNamed() throws IOException {
    ByteArrayOutputStream zip = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(zip)) {
      out.putNextEntry(new ZipEntry("prompts.jsonl"));
    }

    assertThat(problem("prompts.csv", zip.toByteArray())).contains("is a zip archive");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%PDF-1.7 x|a PDF document",
        "SQLite format 3|an SQLite database",
        "ARROW1..|an Arrow file",
        "BZh91AY&|bzip2 data",
        "version https://git-lfs.github.com/spec/v1|git lfs pull",
        "<!DOCTYPE html><html>|a web page",
        "<?xml version='1.0'?>|an XML document",
        "{\\rtf1|an RTF document",
      })
  void anotherKindIsNamed(String start, String kind) throws IOException {
    assertThat(problem("x", start.getBytes(ISO_8859_1))).contains(kind);
  }

  @Test
  void anotherKindIsNamedInsideGzipToo() throws IOException {
    assertThat(problem("x.gz", ReadRows.gzip("%PDF-1.7 x".getBytes(UTF_8))))
        .contains("a PDF document");
  }

  @Test
  void binaryDataOfAnUnknownKindIsCalledSo() throws IOException {
    assertThat(problem("x", new byte[] {7, 7, 7, 0, 0, 1, 2, 3})).contains("is binary data");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORCID,prompt\n", "PARENT,prompt\n", "FEA1,prompt\n", "BZ,prompt\n"})
  void aHeaderThatLooksLikeAnotherKindIsText(String header) throws IOException {
    assertThat(read("x.csv", header + "a,b\n")).hasSize(1);
  }

  @Test
  void missingFilesDirectoriesAndForbiddenFilesAreTold() throws IOException {
    assertThat(RowFile.problem(directory.resolve("none")).orElseThrow())
        .contains("none' does not exist; check the path");
    assertThat(RowFile.problem(directory).orElseThrow()).contains("is a directory; name the files");
    Path secret = Files.writeString(directory.resolve("secret"), "{}");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(secret), "the superuser may read everything");
    assertThat(RowFile.problem(secret).orElseThrow()).contains("may not be read");
  }

  @Test
  void anObjectOverSeveralLinesIsReadAsOneRow() throws IOException {
    String pretty = "{\n  \"prompt\": \"a }\",\n  \"answer\": [\n    1\n  ]\n}\n";

    assertThat(read("x.json", pretty)).containsExactly(pretty.strip());
    assertThat(read("x", pretty + pretty)).hasSize(2);
    assertThat(read("x", "{\"messages\": [\n {\"role\": \"user\"}]}")).hasSize(1);
    assertThat(read("x", "{ \"a\": 1,\r\n \"b\": 2 }\r\n{\"a\": 3}\r\n")).hasSize(2);
  }

  @Test
  void aLineThatIsCutOffByMistakeDoesNotMakeTheFileOneObject() throws IOException {
    assertThat(read("x", "{\"a\": \"cut\n{\"a\": 1}\n{\"a\": 2}\n")).hasSize(3);
    assertThat(read("x", "{\"a\": 1,\n{\"a\": 1}\n")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "x.csv!prompt;answer\\na, b;1",
        "x.csv!prompt\\tanswer\\na, b\\t1",
        "x.csv!prompt|answer\\na, b|1",
        "x.csv!sep=;\\nprompt;answer\\na, b;1",
        "x.tsv!prompt,answer\\n\"a, b\",1",
        "x.csv!\"prompt\";\"answer\"\\n\"a, b\";1",
      })
  void theHeaderTellsWhatSeparatesCells(String name, String text) throws IOException {
    String lines = text.replace("\\n", "\n").replace("\\t", "\t");

    assertThat(read(name, lines)).containsExactly("{\"prompt\":\"a, b\",\"answer\":\"1\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "UTF-8"})
  void everyEncodingWithItsMarkIsRead(String charset) throws IOException {
    byte[] csv = "\uFEFFprompt;answer\ncaf\u00e9;1\n".getBytes(Charset.forName(charset));

    assertThat(ReadRows.drain(RowFile.open(write("x.csv", csv))).texts())
        .containsExactly("{\"prompt\":\"caf\u00e9\",\"answer\":\"1\"}");
  }

  @Test
  void anArrayAndAnObjectInUtf16AreReadToo() throws IOException {
    byte[] array = "\uFEFF[{\"a\": 1}]".getBytes(UTF_16LE);
    byte[] pretty = "\uFEFF{\r\n\"a\": 1\r\n}".getBytes(UTF_16LE);

    assertThat(ReadRows.drain(RowFile.open(write("a", array))).texts())
        .containsExactly("{\"a\": 1}");
    assertThat(ReadRows.drain(RowFile.open(write("b", pretty))).texts()).hasSize(1);
  }

  private List<String> read(String name, String text) throws IOException {
    return ReadRows.drain(RowFile.open(write(name, text.getBytes(UTF_8)))).texts();
  }

  private String problem(String name, byte[] bytes) throws IOException {
    return RowFile.problem(write(name, bytes)).orElse("");
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }
}
