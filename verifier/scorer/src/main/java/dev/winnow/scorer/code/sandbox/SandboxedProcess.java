package dev.winnow.scorer.code.sandbox;

import dev.winnow.scorer.code.sandbox.ProcessResult.Ending;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A program in a sandbox. Closing it kills the whole tree of processes, whose first process is the
 * init of their namespace, and returns when they are gone. One thread uses it; others may kill it.
 */
public final class SandboxedProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SandboxedProcess.class);
  private static final int BUFFER = 8192;
  private static final long REAPED_SECONDS = 30;

  private final Process process;
  private final ControlGroup group;
  private final ScheduledExecutorService clock;
  private final Consumer<SandboxedProcess> whenClosed;
  private final ErrorTail errors;
  private final long start = System.nanoTime();
  private final Alarm end;
  private volatile Ending ending = Ending.EXITED;

  /**
   * @param wall time until it is killed
   * @param whenClosed told when nothing is left of it
   */
  SandboxedProcess(
      Process process,
      ControlGroup group,
      Duration wall,
      ScheduledExecutorService clock,
      Consumer<SandboxedProcess> whenClosed) {
    this.process = process;
    this.group = group;
    this.clock = clock;
    this.whenClosed = whenClosed;
    this.errors = new ErrorTail(process.getErrorStream());
    this.end = killAfter(wall);
    background("sandbox-errors", errors);
  }

  /** Returns the stream that the program reads. Writing fails once the program has ended. */
  public OutputStream input() {
    return process.getOutputStream();
  }

  /** Returns what the program writes; it ends when every process of the sandbox is gone. */
  public InputStream output() {
    return process.getInputStream();
  }

  /** Returns why it ended, so far as it was not by itself. */
  public Ending ending() {
    return ending;
  }

  /**
   * Waits until the program has control.
   *
   * @throws SandboxException if the sandbox failed before
   */
  public void awaitBegin() throws SandboxException, InterruptedException {
    if (!errors.awaitBegin()) {
      throw failure();
    }
  }

  private SandboxException failure() throws InterruptedException {
    if (ending == Ending.EXITED) {
      reap();
    }
    String said = errors.awaitEnd().strip();
    return new SandboxException(
        "the sandbox did not start (%s, exit status %s): %s"
            .formatted(
                ending,
                process.isAlive() ? "none" : String.valueOf(process.exitValue()),
                said.isEmpty() ? "it said nothing" : said));
  }

  /**
   * Gives the program its whole input, and reads its output until it has ended.
   *
   * @throws SandboxException if the sandbox failed before the program had control
   */
  public ProcessResult finish(byte[] input, int maxOutput)
      throws SandboxException, InterruptedException {
    background("sandbox-input", () -> write(input));
    byte[] output = read(maxOutput);
    process.waitFor();
    String said = errors.awaitEnd();
    if (!errors.awaitBegin()) {
      throw failure();
    }
    return new ProcessResult(ending, process.exitValue(), output, said, System.nanoTime() - start);
  }

  private void write(byte[] input) {
    try (OutputStream stream = input()) {
      stream.write(input);
    } catch (IOException e) {
      LOG.trace("the program did not read its input", e); // It need not.
    }
  }

  private byte[] read(int max) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[BUFFER];
    try (InputStream stream = output()) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        bytes.write(buffer, 0, Math.min(n, max - bytes.size()));
        if (bytes.size() >= max) {
          kill(Ending.TOO_MUCH_OUTPUT);
          break;
        }
      }
    } catch (IOException e) {
      LOG.trace("the program was killed", e);
    }
    return bytes.toByteArray();
  }

  /** Kills it, unless it has ended; the first reason stays. Thread-safe. */
  public synchronized void kill(Ending reason) {
    if (!process.isAlive()) {
      return;
    }
    if (ending == Ending.EXITED) {
      ending = reason;
    }
    // The end of the first process ends them all; the list is for one killed while it sets up.
    List<ProcessHandle> descendants = process.descendants().toList();
    process.destroyForcibly();
    descendants.forEach(ProcessHandle::destroyForcibly);
  }

  /** Kills it after this time, unless the alarm is closed before. */
  public Alarm killAfter(Duration time) {
    try {
      Future<?> kill =
          clock.schedule(() -> kill(Ending.TIMED_OUT), time.toNanos(), TimeUnit.NANOSECONDS);
      return () -> kill.cancel(false);
    } catch (RejectedExecutionException e) {
      kill(Ending.CLOSED); // The worker is closing.
      return () -> {};
    }
  }

  /** An end that is planned. */
  public interface Alarm extends AutoCloseable {
    /** Cancels it. */
    @Override
    void close();
  }

  private void reap() throws InterruptedException {
    if (!process.waitFor(REAPED_SECONDS, TimeUnit.SECONDS)) {
      LOG.warn("process {} of a sandbox was killed and has not ended", process.pid());
    }
  }

  @Override
  public void close() {
    end.close();
    kill(Ending.CLOSED);
    try {
      reap();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeStreams();
      group.close();
      whenClosed.accept(this);
    }
  }

  private void closeStreams() {
    try {
      process.getInputStream().close();
      process.getOutputStream().close();
    } catch (IOException e) {
      LOG.trace("a pipe was not flushed", e); // The output is not read any more.
    }
  }

  private static void background(String name, Runnable work) {
    Thread unused = Thread.ofPlatform().daemon().name(name).start(work);
  }
}
