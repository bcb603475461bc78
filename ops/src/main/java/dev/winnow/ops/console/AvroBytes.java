package dev.winnow.ops.console;

import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** Records as the index stores them. Pure functions. */
final class AvroBytes {
  private AvroBytes() {}

  /** Reads or writes a record. */
  @FunctionalInterface
  private interface Codec<T> {
    T apply() throws IOException;
  }

  static byte[] of(Progress progress) {
    return array(run(progress::toByteBuffer));
  }

  static Progress progress(byte[] bytes) {
    return run(() -> Progress.fromByteBuffer(ByteBuffer.wrap(bytes)));
  }

  static byte[] of(Recipe recipe) {
    return array(run(recipe::toByteBuffer));
  }

  static Recipe recipe(byte[] bytes) {
    return run(() -> Recipe.fromByteBuffer(ByteBuffer.wrap(bytes)));
  }

  private static byte[] array(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static <T> T run(Codec<T> codec) {
    try {
      return codec.apply();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
