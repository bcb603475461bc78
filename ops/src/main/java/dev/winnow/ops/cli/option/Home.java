package dev.winnow.ops.cli.option;

import java.nio.file.Path;

/** Where the launcher lies, with the recipes and the model that are shipped beside it. */
public final class Home {
  private Home() {}

  /** Returns a path below the launcher's directory. */
  public static Path path(String first, String... more) {
    return Path.of(System.getProperty("winnow.home", "ops")).resolve(Path.of(first, more));
  }
}
