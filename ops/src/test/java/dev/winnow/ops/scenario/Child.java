package dev.winnow.ops.scenario;

import dev.winnow.schemas.testing.TestJvm;
import dev.winnow.sink.testing.S3Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@code winnow} process of its own, as a user would start it. */
public final class Child implements AutoCloseable {
  private final Process process;
  private final Path log;

  public Child(Path log, String... arguments) throws IOException {
    List<String> options = new ArrayList<>(List.of(S3Server.systemProperties()));
    options.add("-Dwinnow.home=.");
    List<String> command =
        TestJvm.command("1g", options, "dev.winnow.ops.cli.Winnow", (Object[]) arguments);
    this.log = log;
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // There is one broker.
    builder.environment().put("WINNOW_REPLICATION", "1");
    process = builder.start();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Its exit status, when it has ended by itself. */
  public int exitStatus() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("a command did not end");
    }
    return process.exitValue();
  }

  /** All it has said. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: nothing of the process runs after this. */
  public void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor(30, TimeUnit.SECONDS);
  }

  /** SIGTERM, and waits for the process to end. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      kill();
    }
  }
}
