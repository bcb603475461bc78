package dev.winnow.producers.source;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import dev.winnow.producers.source.BoundedInflation.CountedStream;
import dev.winnow.schemas.text.UnreadableException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Decompresses zstd; data before a damaged part is returned before the damage is reported. The
 * decompressor loses the output of a call that fails, so each call gets only a few bytes of input,
 * in which at most one block of text ends. Not thread-safe.
 */
final class ZstdStream extends InputStream {
  private static final int SLICE_BYTES = 16;
  private static final int IN_BYTES = 64 << 10;
  private static final int OUT_BYTES = 256 << 10;

  private final CountedStream compressed;
  private final ZstdDecompressCtx context = new ZstdDecompressCtx();
  private final byte[] chunk = new byte[IN_BYTES];
  private final ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES).limit(0);
  private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES).limit(0);
  private int end;
  private boolean isFrameOver = true;
  private boolean isFull;
  private boolean isClosed;
  private @Nullable UnreadableException damage;

  ZstdStream(CountedStream compressed) {
    this.compressed = compressed;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (!out.hasRemaining()) {
      out.clear();
      fill();
      out.flip();
    }
    if (!out.hasRemaining()) {
      if (damage != null) {
        throw damage;
      }
      return -1;
    }
    int count = Math.min(length, out.remaining());
    out.get(bytes, offset, count);
    return count;
  }

  @Override
  public void close() throws IOException {
    if (!isClosed) {
      isClosed = true;
      context.close();
      compressed.close();
    }
  }

  /** Decompresses until the output is full, or there is no more input. */
  private void fill() throws IOException {
    while (out.hasRemaining() && damage == null) {
      if (!isFull && in.position() == end && !more()) {
        if (!isFrameOver) {
          damage =
              new UnreadableException(
                  "the zstd data is cut off at byte %d of the file; fetch it again"
                      .formatted(compressed.count()));
        }
        return;
      }
      in.limit(Math.min(end, in.position() + SLICE_BYTES));
      decompress();
    }
  }

  private void decompress() {
    try {
      isFrameOver = context.decompressDirectByteBufferStream(out, in);
      // The decompressor buffers output that did not fit, and returns it without further input.
      isFull = !out.hasRemaining() && !isFrameOver;
    } catch (ZstdException e) {
      damage = new UnreadableException(explain(e), e);
    }
  }

  private String explain(ZstdException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("memory")) {
      return "it was compressed with a window that is too large (--long); decompress it with zstd"
          + " first";
    }
    if (message.contains("ictionary")) {
      return "it was compressed with a dictionary; decompress it with zstd first";
    }
    return "the zstd data is damaged at about byte %d of the file; fetch it again"
        .formatted(compressed.count() - (end - in.position()));
  }

  private boolean more() throws IOException {
    int count = compressed.read(chunk, 0, IN_BYTES);
    if (count <= 0) {
      return false;
    }
    in.clear();
    in.put(chunk, 0, count);
    in.flip();
    end = count;
    return true;
  }
}
