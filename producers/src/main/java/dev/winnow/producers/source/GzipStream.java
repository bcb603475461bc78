package dev.winnow.producers.source;

import dev.winnow.producers.source.BoundedInflation.CountedStream;
import dev.winnow.schemas.text.UnreadableException;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Decompresses gzip; data before a damaged part is returned before the damage is reported. */
final class GzipStream extends GZIPInputStream {
  private static final int BUFFER_BYTES = 64 << 10;

  private final CountedStream compressed;
  private @Nullable UnreadableException damage;

  private GzipStream(CountedStream compressed) throws IOException {
    super(compressed, BUFFER_BYTES);
    this.compressed = compressed;
  }

  static GzipStream open(CountedStream compressed) throws IOException {
    try {
      return new GzipStream(compressed);
    } catch (EOFException e) {
      throw cutOff(compressed.count(), e);
    } catch (ZipException e) {
      throw damaged(compressed.count(), e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (damage != null) {
      throw damage;
    }
    long before = inf.getBytesWritten();
    try {
      return super.read(bytes, offset, length);
    } catch (EOFException e) {
      damage = cutOff(compressed.count(), e);
    } catch (ZipException e) {
      damage = damaged(compressed.count() - inf.getRemaining(), e);
    }
    // The inflater wrote these bytes before it reached the damage.
    int whole = (int) Math.min(length, inf.getBytesWritten() - before);
    if (whole > 0) {
      return whole;
    }
    throw damage;
  }

  private static UnreadableException cutOff(long at, IOException e) {
    return new UnreadableException(
        "the gzip data is cut off at byte %d of the file; fetch it again".formatted(at), e);
  }

  private static UnreadableException damaged(long at, IOException e) {
    return new UnreadableException(
        "the gzip data is damaged at about byte %d of the file; fetch it again".formatted(at), e);
  }
}
