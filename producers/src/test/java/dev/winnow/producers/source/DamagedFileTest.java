package dev.winnow.producers.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;
import dev.winnow.producers.source.ReadRows.Read;
import dev.winnow.schemas.testing.Seeds;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What precedes a damage is read, all of it, and the damage is told. */
class DamagedFileTest {
  private static final List<String> LINES =
      IntStream.range(0, 30_000)
          .mapToObj(i -> "{\"prompt\": \"%d and %x?\"}".formatted(i, i * 2_654_435_761L))
          .toList();
  private static final byte[] TEXT = text(LINES).getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(doubles = {0.02, 0.1, 0.37, 0.5, 0.9, 0.9999})
  void everyLineThatGzipCanGiveBeforeTheCutIsRead(double share) throws IOException {
    byte[] zipped = ReadRows.gzip(TEXT);
    byte[] cut = Arrays.copyOf(zipped, Math.max(20, (int) (zipped.length * share)));

    Read read = read(cut, "x.gz");

    assertThat(read.texts()).isEqualTo(wholeLines(recoveredByGzip(cut)));
    assertThat(read.damage().orElseThrow())
        .hasMessage("the gzip data is cut off at byte %d of the file; fetch it again", cut.length);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 0.37, 0.5, 0.9, 0.9999})
  void everyLineThatZstdCanGiveBeforeTheCutIsRead(double share) throws IOException {
    byte[] zipped = zstd(TEXT);
    byte[] cut = Arrays.copyOf(zipped, (int) (zipped.length * share));

    Read read = read(cut, "x.zst");

    assertThat(read.texts()).isEqualTo(wholeLines(recoveredByZstd(cut)));
    assertThat(read.damage().orElseThrow())
        .hasMessage("the zstd data is cut off at byte %d of the file; fetch it again", cut.length);
  }

  @Test
  void zstdThatIsDamagedInTheMiddleGivesTheBlocksBefore() throws IOException {
    byte[] zipped = zstd(TEXT);
    int from = zipped.length / 2;
    Arrays.fill(zipped, from, from + 64, (byte) 0xFF);

    Read read = read(zipped, "x.zst");

    assertThat(read.texts().size()).isGreaterThan(LINES.size() / 4);
    assertThat(read.texts().subList(0, LINES.size() / 4))
        .isEqualTo(LINES.subList(0, LINES.size() / 4));
    assertThat(read.damage().orElseThrow()).hasMessageContaining("damaged at about byte ");
  }

  @Test
  void gzipThatIsDamagedInTheMiddleGivesTheLinesBefore() throws IOException {
    byte[] zipped = ReadRows.gzip(TEXT);
    int from = zipped.length / 2;
    Arrays.fill(zipped, from, from + 64, (byte) 0xFF);

    Read read = read(zipped, "x.gz");

    assertThat(read.texts().size()).isGreaterThan(LINES.size() / 4);
    assertThat(read.texts().subList(0, LINES.size() / 4))
        .isEqualTo(LINES.subList(0, LINES.size() / 4));
    assertThat(read.damage().orElseThrow()).hasMessageContaining("fetch it again");
  }

  @Test
  void severalFramesAndMembersAreOneText() throws IOException {
    byte[] half = text(LINES.subList(0, 10)).getBytes(UTF_8);

    assertThat(read(twice(Zstd.compress(half)), "x").texts()).hasSize(20);
    assertThat(read(twice(ReadRows.gzip(half)), "x").texts()).hasSize(20);
  }

  @Test
  void compressedTextOfAnyLengthIsReadAsItWas() throws IOException {
    long seed = Seeds.next();
    Random random = new Random(seed);
    for (int i = 0; i < 6; i++) {
      List<String> lines = LINES.subList(0, random.nextInt(LINES.size()));
      byte[] text = text(lines).getBytes(UTF_8);

      assertThat(read(zstd(text), "x").texts()).as("seed %d", seed).isEqualTo(lines);
      assertThat(read(Zstd.compress(text, 9), "x").texts()).as("seed %d", seed).isEqualTo(lines);
    }
  }

  @Test
  void anElementThatIsWholeWhenTheArrayIsCutOffIsRead() {
    Read read = read("[{\"a\": 1}, {\"b\": 2}".getBytes(UTF_8), "x.json");

    assertThat(read.texts()).containsExactly("{\"a\": 1}", "{\"b\": 2}");
    assertThat(read.damage().orElseThrow()).hasMessageContaining("is not closed");
  }

  @Test
  void aByteThatIsWrongCostsItsRowOfCsvAlone() {
    Read read = read("prompt\nfirst\ncaf\u00e9\nlast\n".getBytes(ISO_8859_1), "x.csv");

    assertThat(read.texts().get(0)).isEqualTo("{\"prompt\":\"first\"}");
    assertThat(read.texts().get(1)).startsWith("not UTF-8; save the file as UTF-8");
    assertThat(read.texts().get(2)).isEqualTo("{\"prompt\":\"last\"}");
    assertThat(read.damage()).isEmpty();
  }

  @Test
  void halfOfASurrogatePairInUtf16CostsItsLineAlone() {
    Read read =
        read("\uFEFF{\"a\": 1}\n{\"\uD800\"}\n{\"\uD83D\uDE00\": 1}\n".getBytes(UTF_16LE), "x");

    assertThat(read.texts()).hasSize(3).contains("{\"\uD83D\uDE00\": 1}");
  }

  @Test
  void aQuoteThatIsNotClosedEndsCsvAfterTheRowsBefore() {
    Read read = read("prompt,answer\na,1\n\"b,2\nc,3\n".getBytes(UTF_8), "x.csv");

    assertThat(read.texts()).hasSize(1);
    assertThat(read.damage().orElseThrow()).hasMessageContaining("quote is not closed");
  }

  private static Read read(byte[] bytes, String name) {
    try {
      return ReadRows.drain(RowFile.open(new ByteArrayInputStream(bytes), name));
    } catch (IOException e) {
      throw new AssertionError("the damage was told before the rows", e);
    }
  }

  private static String text(List<String> lines) {
    return lines.stream().map(line -> line + '\n').collect(Collectors.joining());
  }

  private static byte[] zstd(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZstdOutputStream zipped = new ZstdOutputStream(out, 3).setChecksum(true)) {
      zipped.write(text);
    }
    return out.toByteArray();
  }

  private static byte[] twice(byte[] bytes) {
    byte[] both = Arrays.copyOf(bytes, 2 * bytes.length);
    System.arraycopy(bytes, 0, both, bytes.length, bytes.length);
    return both;
  }

  private static List<String> wholeLines(byte[] recovered) {
    String text = new String(recovered, UTF_8);
    return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
  }

  /** Byte by byte, so that nothing is lost. */
  private static byte[] recoveredByGzip(byte[] cut) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(cut))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        out.write(b);
      }
    } catch (IOException e) {
      return out.toByteArray();
    }
    throw new AssertionError("it was to be cut off");
  }

  private static byte[] recoveredByZstd(byte[] cut) throws IOException {
    try (var in = new com.github.luben.zstd.ZstdInputStream(new ByteArrayInputStream(cut))) {
      return in.setContinuous(true).readAllBytes();
    }
  }
}
