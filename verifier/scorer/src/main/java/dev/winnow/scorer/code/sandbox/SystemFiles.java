package dev.winnow.scorer.code.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What programs of the system read outside {@code /usr}: nothing in it is secret. */
final class SystemFiles {
  private static final Path ETC = Path.of("/etc");

  /** Links to the chosen programs, the loader's cache, and the settings of JDKs. */
  static final List<String> PATHS = paths();

  private SystemFiles() {}

  private static List<String> paths() {
    List<String> paths = new ArrayList<>(List.of("/etc/alternatives", "/etc/ld.so.cache"));
    try (Stream<Path> files = Files.list(ETC)) {
      files
          .filter(file -> file.getFileName().toString().startsWith("java-"))
          .map(Path::toString)
          .sorted()
          .forEach(paths::add);
    } catch (IOException e) {
      return List.copyOf(paths); // A system without them may have a JDK that needs none.
    }
    return List.copyOf(paths);
  }
}
