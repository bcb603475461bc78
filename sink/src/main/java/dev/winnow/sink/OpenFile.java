package dev.winnow.sink;

import dev.winnow.schemas.Sample;
import dev.winnow.sink.commit.RowCounter;
import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.row.DatasetRow;
import dev.winnow.sink.row.RowWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A data file that is being written under a temporary name. */
final class OpenFile {
  private final Path aside;
  private final RowWriter writer;
  private final RowCounter counter = new RowCounter();
  private long bytes;

  OpenFile(Path aside, RowWriter writer) {
    this.aside = aside;
    this.writer = writer;
  }

  /** Writes a row; returns the approximate number of bytes by which the file has grown. */
  long write(Sample sample) throws IOException {
    writer.write(DatasetRow.of(sample));
    counter.add(sample);
    long before = bytes;
    bytes = writer.bytes();
    return bytes - before;
  }

  Path aside() {
    return aside;
  }

  RowStats stats() {
    return counter.stats();
  }

  /** Closes the file; returns its SHA-256 in hex. */
  String complete() throws IOException {
    writer.close();
    try (InputStream in = Files.newInputStream(aside)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  void abandon() throws IOException {
    writer.close();
    Files.deleteIfExists(aside);
  }
}
