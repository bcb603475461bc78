package dev.winnow.ops.local;

import dev.winnow.schemas.rules.RecipeRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The pool that the worker of a local service worked for last, in a file beside the broker's data:
 * without it, a restart that names no recipe would leave the prompts of that pool waiting.
 */
public final class LastPool {
  /** No pool has a longer name. */
  private static final int MAX_BYTES = 400;

  private final Path file;

  /**
   * Creates the access to the pool of the service whose data is in this directory, which need not
   * exist.
   */
  public LastPool(Path directory) {
    file = directory.resolve("pool");
  }

  /**
   * Returns the pool; empty before the first start.
   *
   * @throws IllegalArgumentException if the file holds something else
   */
  public Optional<String> read() throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    // Anything but a file, such as a pipe, may have no end.
    String pool = Files.isRegularFile(file) ? start().strip() : "";
    if (!RecipeRules.poolViolations(pool).isEmpty()) {
      throw new IllegalArgumentException(
          "%s names no pool: delete it, or give --pool".formatted(file));
    }
    return Optional.of(pool);
  }

  private String start() throws IOException {
    try (var in = Files.newInputStream(file)) {
      return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
    }
  }

  /** Keeps the pool for the next start. */
  public void write(String pool) throws IOException {
    Path written = Files.writeString(file.resolveSibling("pool.new"), pool + "\n");
    // A process that is killed here leaves the old pool or the new one.
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
