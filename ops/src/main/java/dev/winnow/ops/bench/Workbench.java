package dev.winnow.ops.bench;

import dev.winnow.ops.local.ExitHook;
import dev.winnow.ops.local.LocalConfig;
import dev.winnow.ops.local.LocalPorts;
import dev.winnow.ops.local.LocalService;
import dev.winnow.ops.local.Ports;
import dev.winnow.runtime.kafka.TopicSettings;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.sink.row.Format;
import dev.winnow.sink.storage.DatasetsLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.utils.Utils;

/**
 * A broker and a registry for one benchmark, in a directory that is gone when it is closed, or when
 * the process is stopped before.
 */
public final class Workbench implements AutoCloseable {
  private static final Duration COMMIT_AFTER = Duration.ofSeconds(1);

  private final LocalConfig config;
  private final LocalService service;
  private final ExitHook onExit;

  private Workbench(LocalConfig config, Operations operations) throws IOException {
    this.config = config;
    this.service = new LocalService(config, operations);
    this.onExit = new ExitHook("clear-workbench", this::clear);
  }

  /** Starts them; the stages wait. */
  public static Workbench open(String pool) throws IOException {
    return open(pool, new Operations(Optional.empty()));
  }

  /** Starts them; the stages wait, and count for this operations port. */
  static Workbench open(String pool, Operations operations) throws IOException {
    Path directory = Files.createTempDirectory("winnow-bench");
    try {
      return new Workbench(config(directory, pool), operations);
    } catch (IOException | RuntimeException e) {
      Utils.delete(directory.toFile());
      throw e;
    }
  }

  public LocalService service() {
    return service;
  }

  public DatasetsLocation datasets() {
    return config.datasets();
  }

  /** Returns the directory in which stages may keep their state stores. */
  public Path state() {
    return config.directory().resolve("state");
  }

  @Override
  public void close() {
    // If the hook cannot be cancelled, the process is ending, and the hook clears.
    if (onExit.cancel()) {
      clear();
    }
  }

  private void clear() {
    service.close();
    try {
      Utils.delete(config.directory().toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot delete the benchmark's data in '%s'".formatted(config.directory()), e);
    }
  }

  private static LocalConfig config(Path directory, String pool) {
    return new LocalConfig(
        directory,
        directory.resolve("datasets"),
        new LocalPorts(Ports.freePair(), 0, Ports.freePair()),
        Set.of(pool),
        TopicSettings.LOCAL,
        Format.PARQUET,
        COMMIT_AFTER);
  }
}
