package dev.winnow.verifier.cases;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public data beside the repository; tests that need it are skipped where it is absent. */
public final class SharedCases {
  private SharedCases() {}

  public static Path file(String name) {
    Path file = Path.of("..", "..", "shared", name);
    Assumptions.assumeTrue(Files.exists(file), "skipped: no " + file.toAbsolutePath().normalize());
    return file;
  }
}
