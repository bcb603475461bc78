package dev.winnow.sink.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A data file on disk. */
final class DiskInput extends StoredInput {
  private static final int BLOCK = 64 << 10;

  private final Path file;
  private final FileChannel channel;
  private final long length;

  /**
   * @throws java.nio.file.NoSuchFileException if there is no such file
   */
  DiskInput(Path file) throws IOException {
    this.file = file;
    channel = FileChannel.open(file);
    length = channel.size();
  }

  @Override
  int read(long position, ByteBuffer into) throws IOException {
    return channel.read(into, position);
  }

  @Override
  int blockSize() {
    return BLOCK;
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public String toString() {
    return file.toString();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
