package dev.winnow.ops.cli.option;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads an option that names a directory for data, which is made when it is not there. One that
 * cannot be written is refused before anything starts, or logs into it.
 */
public final class DataDirectory implements ITypeConverter<Path> {
  @Override
  public Path convert(String text) {
    Path directory = path(text);
    Path existing = existing(directory);
    if (!Files.isDirectory(existing)) {
      throw new TypeConversionException("want a directory, and '%s' is a file".formatted(existing));
    }
    if (!Files.isWritable(existing)) {
      throw new TypeConversionException(
          "want a directory that can be written, and '%s' cannot".formatted(existing));
    }
    return directory;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("want a directory, not '%s'".formatted(text));
    }
  }

  /** Returns the directory, or the nearest above it that exists. */
  private static Path existing(Path directory) {
    Path existing = directory.toAbsolutePath().normalize();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return existing;
  }
}
