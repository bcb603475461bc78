package dev.winnow.ops.terminal;

import java.nio.file.Path;

/** Paths as people read them. */
public final class ShownPath {
  private ShownPath() {}

  /** Returns an absolute path relative to the working directory, if it is below that. */
  public static Path of(Path absolute) {
    Path working = Path.of("").toAbsolutePath();
    return absolute.startsWith(working) && !absolute.equals(working)
        ? working.relativize(absolute)
        : absolute;
  }
}
