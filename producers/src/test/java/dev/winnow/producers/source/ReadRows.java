package dev.winnow.producers.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** What a source of rows gives, in a test. */
final class ReadRows {
  private ReadRows() {}

  /** What was read, and how it ended. */
  record Read(List<String> texts, Optional<IOException> damage) {}

  /** Reads to the end, or to the damage. */
  static Read drain(RowSource rows) {
    List<String> texts = new ArrayList<>();
    try (rows) {
      for (Optional<SourceLine> line = rows.next(); line.isPresent(); line = rows.next()) {
        texts.add(
            switch (line.get()) {
              case SourceLine.Text text -> text.text();
              case SourceLine.Unreadable bad -> bad.reason();
            });
      }
      return new Read(texts, Optional.empty());
    } catch (IOException e) {
      return new Read(texts, Optional.of(e));
    }
  }

  static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zipped = new GZIPOutputStream(out)) {
      zipped.write(bytes);
    }
    return out.toByteArray();
  }
}
