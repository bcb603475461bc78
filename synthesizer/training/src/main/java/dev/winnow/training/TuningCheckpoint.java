package dev.winnow.training;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where a tuning is, so that it goes on exactly there after an interruption: nothing in it depends
 * on anything else than the run itself.
 *
 * @param run what identifies the run: configuration, model and examples
 * @param progress how far it is
 * @param position where a tuning that follows a stream is in it
 * @param values the weights, in the program's order
 * @param means the optimizer's moments
 * @param variances likewise
 * @param best the weights of the best epoch so far, in the program's order; empty before the first
 */
record TuningCheckpoint(
    String run,
    TuningProgress progress,
    StreamPosition position,
    List<float[]> values,
    List<float[]> means,
    List<float[]> variances,
    List<float[]> best) {
  static final String NAME = "checkpoint.bin";

  private static final int FORMAT = 2;
  private static final int MAX_ARRAYS = 1 << 20;

  /**
   * Reads the checkpoint of a directory.
   *
   * @throws IllegalArgumentException if it is of another run
   * @throws IOException if it cannot be read
   */
  static Optional<TuningCheckpoint> read(Path directory, String run) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    long size = Files.size(file);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      if (in.readInt() != FORMAT || !in.readUTF().equals(run)) {
        throw new IllegalArgumentException(
            "%s belongs to another run: another model, other data or other options; delete it to begin anew, or choose another directory"
                .formatted(file));
      }
      return Optional.of(
          new TuningCheckpoint(
              run,
              TuningProgress.read(in),
              StreamPosition.read(in),
              arrays(in, size),
              arrays(in, size),
              arrays(in, size),
              arrays(in, size)));
    } catch (EOFException | UTFDataFormatException e) {
      throw new IOException(
          "%s is damaged: it ends too early; delete it to begin anew, or choose another directory"
              .formatted(file),
          e);
    }
  }

  /** Writes it whole or not at all; the disk has it when this returns. */
  void write(Path directory) throws IOException {
    Path aside = directory.resolve(NAME + ".tmp");
    try {
      try (DataOutputStream out =
          new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(aside)))) {
        out.writeInt(FORMAT);
        out.writeUTF(run);
        progress.write(out);
        position.write(out);
        for (List<float[]> part : List.of(values, means, variances, best)) {
          write(part, out);
        }
      }
      try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(
          aside,
          directory.resolve(NAME),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  static void delete(Path directory) throws IOException {
    Files.deleteIfExists(directory.resolve(NAME));
  }

  private static void write(List<float[]> arrays, DataOutputStream out) throws IOException {
    out.writeInt(arrays.size());
    for (float[] array : arrays) {
      out.writeInt(array.length);
      for (float value : array) {
        out.writeFloat(value);
      }
    }
  }

  /**
   * @param size bytes of the file, which no array exceeds
   */
  private static List<float[]> arrays(DataInputStream in, long size) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_ARRAYS) {
      throw new IOException("the checkpoint is damaged: " + count + " arrays");
    }
    List<float[]> arrays = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = in.readInt();
      if (length < 0 || (long) length * Float.BYTES > size) {
        throw new EOFException("an array of " + length);
      }
      float[] array = new float[length];
      for (int j = 0; j < array.length; j++) {
        array[j] = in.readFloat();
      }
      arrays.add(array);
    }
    return arrays;
  }
}
