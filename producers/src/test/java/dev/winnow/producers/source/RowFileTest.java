package dev.winnow.producers.source;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFileTest {
  private static final String LINES = "{\"prompt\": \"a\"}\n{\"prompt\": \"b\"}\n";
  private static final String EMOJI = "{\"prompt\": \"\uD83D\uDE00\"}\n";

  @TempDir private Path directory;

  @Test
  void linesAreReadWhateverTheCompressionAndItsName() throws IOException {
    assertThat(read("plain", LINES.getBytes(UTF_8))).hasSize(2);
    assertThat(read("unnamed", gzip(LINES.getBytes(UTF_8)))).hasSize(2);
    assertThat(read("x.jsonl.zst", Zstd.compress(LINES.getBytes(UTF_8)))).hasSize(2);
  }

  @Test
  void utf16WithItsMarkIsReadAsText() throws IOException {
    String long16 = EMOJI.repeat(10_000);

    assertThat(read("le", ("\uFEFF" + long16).getBytes(UTF_16LE)))
        .hasSize(10_000)
        .allMatch(line -> line.contains("\uD83D\uDE00"));
    assertThat(read("be", ("\uFEFF" + EMOJI).getBytes(UTF_16BE))).containsExactly(EMOJI.strip());
  }

  @Test
  void utf16WithoutItsMarkIsRefusedOnce() throws IOException {
    Path file = write("bare", LINES.getBytes(UTF_16LE));

    assertThatThrownBy(() -> RowFile.open(file))
        .hasMessageContaining("bare")
        .hasMessageContaining("UTF-16 without its byte order mark");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PK\u0003\u0004zip", "BZh9bzip2", "ARROW1\0\0", "%PDF-1.7"})
  void anotherFormatIsRefusedByItsName(String start) throws IOException {
    Path file = write("other.jsonl", start.getBytes(UTF_8));

    assertThatThrownBy(() -> RowFile.open(file)).hasMessageContaining("give JSON lines");
  }

  @Test
  void anArrayIsReadElementByElement() throws IOException {
    String array = "\uFEFF [\n {\"a\": \"]},{\\\"\"},\n [1, [2]],\n 7 , \"x\" ]\n";

    assertThat(read("array.json", array.getBytes(UTF_8)))
        .containsExactly("{\"a\": \"]},{\\\"\"}", "[1, [2]]", "7 ", "\"x\" ");
    assertThat(read("empty.json", "[ ]".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void anElementThatIsTooLongDoesNotStopTheOthers() throws IOException {
    String array = "[{\"a\": \"" + "x".repeat(3 << 20) + "\"}, {\"b\": 1}]";

    assertThat(read("long.json", array.getBytes(UTF_8)))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("longer than 2097152 bytes"),
            line -> assertThat(line).isEqualTo("{\"b\": 1}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"a\": 1}", "[{\"a\": 1}, {\"b", "[{\"a\": 1}] x"})
  void anArrayThatIsCutOffGivesWhatItHasAndThenSaysSo(String array) throws IOException {
    try (RowSource rows = RowFile.open(write("cut.json", array.getBytes(UTF_8)))) {
      assertThat(rows.unit()).isEqualTo("row");
      assertThatThrownBy(() -> drain(rows)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void theFirstLineOfCsvNamesItsColumns() throws IOException {
    String csv = "id,prompt,answer\n1,\"What is \"\"x\"\",\nif x = 1?\",1\n2,b,\n3,c,4,5\n";

    assertThat(read("file.csv", csv.getBytes(UTF_8)))
        .satisfiesExactly(
            row ->
                assertThat(row)
                    .isEqualTo(
                        "{\"id\":\"1\",\"prompt\":\"What is \\\"x\\\",\\n"
                            + "if x = 1?\",\"answer\":\"1\"}"),
            row -> assertThat(row).isEqualTo("{\"id\":\"2\",\"prompt\":\"b\"}"),
            row -> assertThat(row).startsWith("has more cells than the 3 columns"));
    assertThat(read("file.tsv.gz", gzip("prompt\tx\na,b\t1\n".getBytes(UTF_8))))
        .containsExactly("{\"prompt\":\"a,b\",\"x\":\"1\"}");
  }

  @Test
  void columnsWithoutNamesAreRefused() throws IOException {
    Path file = write("twice.csv", "a,a\n1,2\n".getBytes(UTF_8));

    assertThatThrownBy(() -> RowFile.open(file)).hasMessageContaining("each name once");
  }

  @Test
  void aParquetFileGivesItsRowsAsJson() throws IOException {
    Path file = directory.resolve("train.parquet");
    writeParquet(file);

    try (RowSource rows = RowFile.open(file)) {
      assertThat(drain(rows))
          .containsExactly(
              "{\"prompt\":[{\"role\":\"user\",\"content\":\"q\"}],"
                  + "\"reward_model\":{\"ground_truth\":\"7\"},\"score\":0.5}");
    }
  }

  @Test
  void aDamagedParquetFileIsRefusedByName() throws IOException {
    Path file = directory.resolve("train.parquet");
    writeParquet(file);
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length / 2));

    assertThatThrownBy(() -> drain(RowFile.open(file))).hasMessageContaining("damaged");
  }

  @Test
  void aFileThatExpandsWithoutEndIsStopped() {
    byte[] text = new byte[300 << 20];
    Arrays.fill(text, (byte) 'x');
    byte[] bomb = Zstd.compress(text);

    assertThatThrownBy(() -> drain(RowFile.open(new ByteArrayInputStream(bomb), "bomb.jsonl.zst")))
        .hasMessageContaining("expands more than 500 times");
  }

  @Test
  void aDirectoryIsNoFile() {
    assertThatThrownBy(() -> RowFile.open(directory)).hasMessageContaining("is a directory");
  }

  private static void writeParquet(Path file) throws IOException {
    Schema message =
        SchemaBuilder.record("message")
            .fields()
            .requiredString("role")
            .requiredString("content")
            .endRecord();
    Schema reward =
        SchemaBuilder.record("reward").fields().requiredString("ground_truth").endRecord();
    Schema schema =
        SchemaBuilder.record("row")
            .fields()
            .name("prompt")
            .type(Schema.createArray(message))
            .noDefault()
            .name("reward_model")
            .type(reward)
            .noDefault()
            .requiredDouble("score")
            .optionalString("absent")
            .endRecord();
    GenericRecord turn = new GenericData.Record(message);
    turn.put("role", "user");
    turn.put("content", "q");
    GenericRecord model = new GenericData.Record(reward);
    model.put("ground_truth", "7");
    GenericRecord row = new GenericData.Record(schema);
    row.put("prompt", List.of(turn));
    row.put("reward_model", model);
    row.put("score", 0.5);
    PlainParquetConfiguration threeLevels = new PlainParquetConfiguration();
    threeLevels.setBoolean("parquet.avro.write-old-list-structure", false);
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withSchema(schema)
            .withConf(threeLevels)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .build()) {
      writer.write(row);
    }
  }

  private List<String> read(String name, byte[] bytes) throws IOException {
    try (RowSource rows = RowFile.open(write(name, bytes))) {
      return drain(rows);
    }
  }

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static List<String> drain(RowSource rows) throws IOException {
    List<String> texts = new ArrayList<>();
    for (Optional<SourceLine> line = rows.next(); line.isPresent(); line = rows.next()) {
      texts.add(
          switch (line.get()) {
            case SourceLine.Text text -> text.text();
            case SourceLine.Unreadable bad -> bad.reason();
          });
    }
    return texts;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(bytes);
    }
    return out.toByteArray();
  }
}
