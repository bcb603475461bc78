package dev.winnow.producers.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.producers.source.SourceLine.Text;
import dev.winnow.producers.source.SourceLine.Unreadable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int MAX = 16;

  @Test
  void givenLinesWithAndWithoutBreaksThenEachComesWithItsNumber() throws IOException {
    assertThat(read("one\ntwo\r\nthree"))
        .containsExactly(new Text(1, "one"), new Text(2, "two\r"), new Text(3, "three"));
  }

  @Test
  void givenBlankLinesThenTheyAreCountedAndDropped() throws IOException {
    assertThat(read("\n \t\r\nthree\n\n")).containsExactly(new Text(3, "three"));
  }

  @Test
  void givenAnEmptyStreamThenThereIsNoLine() throws IOException {
    assertThat(read("")).isEmpty();
  }

  @Test
  void givenAByteOrderMarkThenItIsNoPartOfTheFirstLine() throws IOException {
    assertThat(read("\uFEFFone\n\uFEFFtwo"))
        .containsExactly(new Text(1, "one"), new Text(2, "\uFEFFtwo"));
  }

  @Test
  void givenALineOverTheBoundThenItIsSkippedByNumberAndTheRestIsRead() throws IOException {
    List<SourceLine> lines =
        read("one\n" + "x".repeat(MAX + 1) + "\n" + "y".repeat(MAX) + "\nfour");

    assertThat(lines).hasSize(4);
    assertThat(lines.get(1)).isEqualTo(new Unreadable(2, "longer than 16 bytes; split it"));
    assertThat(lines.get(2)).isEqualTo(new Text(3, "y".repeat(MAX)));
    assertThat(lines.get(3)).isEqualTo(new Text(4, "four"));
  }

  @Test
  void givenAnEndlessLineThenMemoryHoldsAndTheLineIsRefused() throws IOException {
    long bytes = 1L << 30;

    try (LineReader reader = new LineReader(new Endless(bytes))) {
      assertThat(reader.next()).get().isInstanceOf(Unreadable.class);
      assertThat(reader.next()).isEmpty();
      assertThat(reader.bytes()).isEqualTo(bytes);
    }
  }

  @Test
  void givenBytesThatAreNotUtf8ThenOnlyTheirLineIsRefused() throws IOException {
    byte[] bytes = "one\n\u00e4\nthree".getBytes(StandardCharsets.ISO_8859_1);

    List<SourceLine> lines = readAll(new LineReader(new ByteArrayInputStream(bytes), MAX));

    assertThat(lines.get(1))
        .isEqualTo(new Unreadable(2, "not UTF-8 at byte 0; save the file as UTF-8"));
    assertThat(lines.get(2)).isEqualTo(new Text(3, "three"));
  }

  @Property
  void anyBytesInAnyPiecesGiveTheSameLinesAndNeverFail(
      @ForAll @Size(max = 200) byte[] random, @ForAll @IntRange(min = 1, max = 50) int piece) {
    // Every third byte becomes a line break, or else hardly any line would end.
    byte[] bytes = random.clone();
    for (int i = 2; i < bytes.length; i += 3) {
      bytes[i] = bytes[i] > 0 ? (byte) '\n' : bytes[i];
    }

    assertThat(split(bytes, piece)).isEqualTo(split(bytes, Math.max(1, bytes.length)));
  }

  private static List<SourceLine> split(byte[] bytes, int piece) {
    List<SourceLine> lines = new ArrayList<>();
    LineSplitter splitter = new LineSplitter(MAX, lines::add);
    for (int at = 0; at < bytes.length; at += piece) {
      splitter.feed(bytes, at, Math.min(piece, bytes.length - at));
    }
    splitter.finish();
    return lines;
  }

  private static List<SourceLine> read(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return readAll(new LineReader(new ByteArrayInputStream(bytes), MAX));
  }

  private static List<SourceLine> readAll(LineReader reader) throws IOException {
    List<SourceLine> lines = new ArrayList<>();
    try (reader) {
      for (Optional<SourceLine> line = reader.next(); line.isPresent(); line = reader.next()) {
        lines.add(line.get());
      }
    }
    return lines;
  }

  /** So many bytes without a line break, none of them in memory. */
  private static final class Endless extends InputStream {
    private long left;

    Endless(long bytes) {
      this.left = bytes;
    }

    @Override
    public int read() {
      return left-- > 0 ? 'x' : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      if (left <= 0) {
        return -1;
      }
      int count = (int) Math.min(length, left);
      Arrays.fill(into, offset, offset + count, (byte) 'x');
      left -= count;
      return count;
    }
  }
}
