package dev.winnow.sink.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** An object that is read by ranges. */
final class S3Input extends StoredInput {
  private static final int BLOCK = 4 << 20;

  private final S3Bucket bucket;
  private final String path;
  private final long length;

  private S3Input(S3Bucket bucket, String path, long length) {
    this.bucket = bucket;
    this.path = path;
    this.length = length;
  }

  /**
   * @throws NoSuchFileException if there is no such object
   */
  static S3Input open(S3Bucket bucket, String path) throws IOException {
    try {
      HeadObjectResponse head =
          bucket.call(
              "open '%s'".formatted(path),
              client -> client.headObject(it -> it.bucket(bucket.name()).key(bucket.key(path))));
      return new S3Input(bucket, path, head.contentLength());
    } catch (S3RefusedException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        throw missing(path, e);
      }
      throw e;
    }
  }

  @Override
  int read(long position, ByteBuffer into) throws IOException {
    if (position >= length) {
      return -1;
    }
    long end = Math.min(length, position + into.remaining());
    byte[] range = range(position, end);
    into.put(range);
    return range.length;
  }

  private byte[] range(long start, long end) throws IOException {
    try {
      return bucket.call(
          "read '%s'".formatted(path),
          client ->
              client
                  .getObjectAsBytes(
                      get ->
                          get.bucket(bucket.name())
                              .key(bucket.key(path))
                              .range("bytes=%d-%d".formatted(start, end - 1)))
                  .asByteArrayUnsafe());
    } catch (S3RefusedException e) {
      if (e.getCause() instanceof NoSuchKeyException) {
        throw missing(path, e);
      }
      throw e;
    }
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
    return path;
  }

  @Override
  public void close() {}

  private static NoSuchFileException missing(String path, Throwable cause) {
    NoSuchFileException missing = new NoSuchFileException(path);
    missing.initCause(cause);
    return missing;
  }
}
