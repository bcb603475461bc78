package dev.winnow.sink.testing;

import dev.winnow.schemas.testing.TestJvm;
import dev.winnow.sink.row.Format;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link SinkMain} in a child JVM. */
public final class SinkProcess implements AutoCloseable {
  private final Process process;

  /**
   * Starts a sink.
   *
   * @param location the datasets, as a user writes them
   * @param log receives what the process prints
   */
  public SinkProcess(
      String bootstrapServers, String location, Format format, long maxRows, Path log)
      throws IOException {
    List<String> command =
        TestJvm.command(
            "256m",
            List.of(S3Server.systemProperties()),
            SinkMain.class.getName(),
            bootstrapServers,
            location,
            format.name(),
            maxRows);
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
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
