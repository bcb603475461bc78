package dev.winnow.sink.commit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Deletes the files of dropped datasets. The log no longer refers to them. */
final class DroppedFiles {
  private DroppedFiles() {}

  /**
   * @param named the datasets, {@code recipe/outcome}
   * @param isWholeRecipe whether the recipe has no other datasets, so that its descriptions are
   *     deleted too
   */
  static void delete(Path datasets, String recipe, List<String> named, boolean isWholeRecipe)
      throws IOException {
    for (String dataset : named) {
      deleteTree(datasets.resolve(dataset));
    }
    if (isWholeRecipe) {
      deleteTree(datasets.resolve(recipe));
    }
  }

  private static void deleteTree(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
