package dev.winnow.sink.storage;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.apache.parquet.io.SeekableInputStream;

/** Reads a file in blocks; a request that is larger than a block is not copied through one. */
final class BlockInputStream extends SeekableInputStream {
  private final StoredInput input;
  private ByteBuffer block = ByteBuffer.allocate(0);

  /** Position in the file of the block's limit. */
  private long blockEnd;

  BlockInputStream(StoredInput input) {
    this.input = input;
  }

  @Override
  public long getPos() {
    return blockEnd - block.remaining();
  }

  @Override
  public void seek(long position) {
    long blockStart = blockEnd - block.limit();
    if (position >= blockStart && position <= blockEnd) {
      block.position((int) (position - blockStart));
    } else {
      block.position(0).limit(0);
      blockEnd = position;
    }
  }

  @Override
  public int read() throws IOException {
    return fill() ? block.get() & 0xff : -1;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    return read(ByteBuffer.wrap(bytes, from, length));
  }

  @Override
  public int read(ByteBuffer into) throws IOException {
    if (!into.hasRemaining()) {
      return 0;
    }
    if (!block.hasRemaining() && into.remaining() >= input.blockSize()) {
      int read = input.read(blockEnd, into);
      block.position(0).limit(0);
      blockEnd += Math.max(0, read);
      return read;
    }
    if (!fill()) {
      return -1;
    }
    int length = Math.min(block.remaining(), into.remaining());
    into.put(block.slice(block.position(), length));
    block.position(block.position() + length);
    return length;
  }

  @Override
  public void readFully(byte[] bytes) throws IOException {
    readFully(ByteBuffer.wrap(bytes));
  }

  @Override
  public void readFully(byte[] bytes, int from, int length) throws IOException {
    readFully(ByteBuffer.wrap(bytes, from, length));
  }

  @Override
  public void readFully(ByteBuffer into) throws IOException {
    while (into.hasRemaining()) {
      if (read(into) < 0) {
        throw new EOFException("the file ends at %d".formatted(getPos()));
      }
    }
  }

  private boolean fill() throws IOException {
    if (block.hasRemaining()) {
      return true;
    }
    if (block.capacity() == 0) {
      block = ByteBuffer.allocate((int) Math.min(input.blockSize(), input.getLength() + 1));
    }
    block.clear();
    int read = input.read(blockEnd, block);
    block.flip();
    blockEnd += Math.max(0, read);
    return read > 0;
  }
}
