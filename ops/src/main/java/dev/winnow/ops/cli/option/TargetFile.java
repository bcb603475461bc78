package dev.winnow.ops.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that a command writes: it appears when it is whole, and replaces an older one. */
public final class TargetFile {
  private TargetFile() {}

  /**
   * Returns the file to replace: of a link what it leads to, so that the link stays.
   *
   * @throws IllegalArgumentException if something else than a file stands there
   * @throws IOException if a link cannot be followed
   */
  public static Path of(Path file) throws IOException {
    if (!Files.exists(file)) {
      return file.toAbsolutePath();
    }
    Path target = file.toRealPath();
    if (!Files.isRegularFile(target)) {
      throw new IllegalArgumentException(
          "'%s' is no file that could be replaced; name another".formatted(file));
    }
    return target;
  }
}
