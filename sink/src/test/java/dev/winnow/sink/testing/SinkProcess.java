package dev.winnow.sink.testing;

import dev.winnow.sink.row.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A {@link SinkMain} in a child JVM. */
public final class SinkProcess implements AutoCloseable {
  private final Process process;

  public SinkProcess(String bootstrapServers, Path datasets, Format format, long maxRows)
      throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                SinkMain.class.getName(),
                bootstrapServers,
                datasets.toString(),
                format.name(),
                Long.toString(maxRows))
            .redirectErrorStream(true)
            .redirectOutput(datasets.resolveSibling("sink.log").toFile())
            .start();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no handler runs, nothing is flushed. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Lets it end by itself. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
