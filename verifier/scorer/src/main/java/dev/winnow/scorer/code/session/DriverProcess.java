package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.language.CodeLanguage;
import dev.winnow.scorer.code.sandbox.ProcessResult.Ending;
import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.sandbox.SandboxLimits;
import dev.winnow.scorer.code.sandbox.SandboxedProcess;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A driver in a sandbox, with which this process exchanges lines. Each line of the driver begins
 * with a nonce of this run: a line without it was written by other code, and ends the run. One
 * thread uses it.
 */
final class DriverProcess implements AutoCloseable {
  private final SandboxedProcess process;
  private final InputStream output;
  private final String nonce;
  private final int maxBytes;

  private DriverProcess(SandboxedProcess process, String nonce, int maxBytes) {
    this.process = process;
    this.output = new BufferedInputStream(process.output());
    this.nonce = nonce;
    this.maxBytes = maxBytes;
  }

  /**
   * Starts a driver.
   *
   * @param site whether the packages of the machine's Python can be imported
   */
  static DriverProcess start(
      Sandbox sandbox, SandboxLimits limits, CodeLanguage python, String driver, boolean site)
      throws SandboxException {
    List<String> command = List.of(python.run().getFirst(), site ? "-I" : "-IS", "-c", driver);
    String nonce = Nonce.random();
    DriverProcess started =
        new DriverProcess(sandbox.start(limits, command), nonce, limits.outputBytes());
    started.send(nonce);
    return started;
  }

  /** Sends a line. One that cannot be sent is not answered either, which is seen when reading. */
  void send(String line) {
    try {
      OutputStream input = process.input();
      input.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      input.flush();
    } catch (IOException e) {
      process.kill(Ending.EXITED);
    }
  }

  /**
   * Waits for the next line; empty where there is none in time, or it is none of the driver's.
   *
   * @throws SandboxException if the sandbox failed before the driver began
   */
  Optional<Frame> read(Duration time) throws SandboxException, InterruptedException {
    try (SandboxedProcess.Alarm unused = process.killAfter(time)) {
      Optional<Frame> frame = line().flatMap(line -> Nonce.frame(nonce, line));
      if (frame.isEmpty()) {
        process.kill(Ending.EXITED);
        process.awaitBegin();
        if (process.ending() == Ending.CLOSED) {
          throw new InterruptedException("the scorer is closing");
        }
      }
      return frame;
    } catch (IOException e) {
      return Optional.empty(); // It was killed.
    }
  }

  private Optional<String> line() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int c = output.read(); c != '\n'; c = output.read()) {
      if (c < 0 || bytes.size() >= maxBytes) {
        return Optional.empty();
      }
      bytes.write(c);
    }
    return Optional.of(bytes.toString(StandardCharsets.US_ASCII));
  }

  /** Returns whether it was killed because its time was over. */
  boolean isTimeout() {
    return process.ending() == Ending.TIMED_OUT;
  }

  @Override
  public void close() {
    process.close();
  }
}
