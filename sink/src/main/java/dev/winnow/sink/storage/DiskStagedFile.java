package dev.winnow.sink.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A staged file on disk. The writers of formats buffer, so this does not. */
final class DiskStagedFile extends StagedFile {
  private final Path file;
  private final FileChannel channel;

  DiskStagedFile(Path file) throws IOException {
    this.file = file;
    Files.createDirectories(file.resolveSibling("."));
    this.channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes, from, length);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  @Override
  public void complete() throws IOException {
    channel.force(true);
    channel.close();
    Durable.syncDirectory(Durable.directory(file));
  }

  @Override
  public void abandon() throws IOException {
    channel.close();
    Files.deleteIfExists(file);
  }
}
