package dev.winnow.ops.cli;

import java.nio.file.Path;

/** Where the launcher lies, with the recipes and the model that are shipped beside it. */
final class Home {
  private Home() {}

  /** Returns a path below the launcher's directory. */
  static Path path(String first, String... more) {
    return Path.of(System.getProperty("winnow.home", "ops")).resolve(Path.of(first, more));
  }
}
