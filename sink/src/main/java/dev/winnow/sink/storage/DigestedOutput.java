package dev.winnow.sink.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Counts and digests what is written to another stream. Not thread-safe. */
public final class DigestedOutput extends OutputStream {
  private final OutputStream out;
  private final MessageDigest digest;
  private long bytes;

  public DigestedOutput(OutputStream out) {
    this.out = out;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void write(int value) throws IOException {
    out.write(value);
    digest.update((byte) value);
    bytes++;
  }

  @Override
  public void write(byte[] content, int from, int length) throws IOException {
    out.write(content, from, length);
    digest.update(content, from, length);
    bytes += length;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /** Returns the number of bytes so far. */
  public long bytes() {
    return bytes;
  }

  /** Returns the SHA-256 of all bytes, in hex. May be called once, at the end. */
  public String sha256() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
