package dev.winnow.sink;

import dev.winnow.schemas.Sample;
import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.RowStats;
import dev.winnow.sink.row.DatasetRow;
import dev.winnow.sink.row.RowWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A data file that rows are being written to, aside. */
final class OpenFile {
  private final Path aside;
  private final RowWriter writer;
  private RowStats stats = RowStats.NONE;

  OpenFile(Path aside, RowWriter writer) {
    this.aside = aside;
    this.writer = writer;
  }

  void write(Sample sample) throws IOException {
    writer.write(DatasetRow.of(sample));
    stats = stats.plus(RowStats.of(sample));
  }

  long bytes() {
    return writer.bytes();
  }

  Path aside() {
    return aside;
  }

  /** Completes the file and describes it under its final path. */
  DataFile complete(
      String path, String recipe, String outcome, PartitionId partition, long first, long last)
      throws IOException {
    writer.close();
    return new DataFile(
        path,
        recipe,
        outcome,
        partition.topic(),
        partition.partition(),
        first,
        last,
        Files.size(aside),
        sha256(),
        stats);
  }

  void abandon() {
    try {
      writer.close();
      Files.deleteIfExists(aside);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String sha256() throws IOException {
    try (InputStream in = Files.newInputStream(aside)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, digest).transferTo(java.io.OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
