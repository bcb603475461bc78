package dev.winnow.schemas.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Files of the repository, found from whatever module a test runs in. */
public final class Repository {
  private Repository() {}

  /** The folder that holds all modules. */
  public static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException(
            "not inside the repository: " + Path.of("").toAbsolutePath());
      }
    }
    return folder;
  }

  /** A file of the repository, such as {@code ops/recipes/demo.yaml}. */
  public static Path file(String name) {
    return root().resolve(name);
  }

  /** Small data of our own making, in the format of the public data that it stands for. */
  public static Path fixture(String name) {
    return file("schemas/records/src/test/fixtures").resolve(name);
  }

  /** Public data beside the repository; a test that needs it is skipped where it is absent. */
  public static Path shared(String name) {
    Path file = root().resolveSibling("shared").resolve(name);
    Assumptions.assumeTrue(Files.exists(file), "skipped: no " + file);
    return file;
  }
}
