package dev.winnow.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a model's directory holds, told without reading its files.
 *
 * @param directory where the link leads
 * @param files name, size and time of each file that belongs to a model, by name
 */
record ModelFilesState(Path directory, List<String> files) {
  private static final int MAX_FILES = 2_000;
  private static final List<String> SUFFIXES = List.of(".json", ".safetensors", ".jinja");

  /**
   * Looks at a directory, or at where a link leads.
   *
   * @throws IOException if there is none
   */
  static ModelFilesState of(Path model) throws IOException {
    Path directory = model.toRealPath();
    try (Stream<Path> files = Files.list(directory)) {
      List<String> seen =
          files
              .filter(ModelFilesState::isOfModel)
              .limit(MAX_FILES)
              .sorted()
              .map(ModelFilesState::describe)
              .toList();
      return new ModelFilesState(directory, seen);
    }
  }

  private static boolean isOfModel(Path file) {
    return SUFFIXES.stream().anyMatch(file.toString()::endsWith);
  }

  private static String describe(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return "%s %d %s"
          .formatted(file.getFileName(), attributes.size(), attributes.lastModifiedTime());
    } catch (IOException e) {
      return file.getFileName() + " is being replaced";
    }
  }
}
