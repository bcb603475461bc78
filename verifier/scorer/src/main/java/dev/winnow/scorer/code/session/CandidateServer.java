package dev.winnow.scorer.code.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks a program for values of its functions. A program that ends, or takes too long, is started
 * again for the next question, a few times. One thread uses it.
 */
final class CandidateServer implements AutoCloseable {
  private static final int MAX_STARTS = 4;

  private final Sandbox sandbox;
  private final RunSettings settings;
  private final boolean prelude;
  private int starts;
  private @Nullable DriverProcess driver;

  /** What became of a question. */
  sealed interface Answer {
    /** A value, or an exception that the program raised. */
    record Given(Frame frame) implements Answer {}

    /** The program ended, or took too long. */
    record Stopped(String reason) implements Answer {}
  }

  /**
   * @param prelude whether the program expects the usual imports, as solutions of LeetCode do
   */
  CandidateServer(Sandbox sandbox, RunSettings settings, boolean prelude) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.prelude = prelude;
  }

  /** Starts the program without waiting for it. */
  void start() throws SandboxException {
    starts++;
    driver =
        DriverProcess.start(
            sandbox, settings.ofSession(), settings.python(), DriverScripts.CANDIDATE, true);
    JsonNode load =
        JsonNodeFactory.instance
            .objectNode()
            .put("code", settings.source())
            .put("prelude", prelude);
    driver.send(load.toString());
  }

  /**
   * Waits until the program is loaded.
   *
   * @return the names that it defines, or the problem with it
   */
  Answer load() throws SandboxException, InterruptedException {
    if (driver == null) {
      start();
    }
    return answered(driver.read(wall()));
  }

  /** Asks, starting the program first if need be. */
  Answer ask(String request) throws SandboxException, InterruptedException {
    if (driver == null) {
      if (starts >= MAX_STARTS) {
        return new Answer.Stopped("the program has ended too often");
      }
      Answer loaded = load();
      if (!isLoaded(loaded)) {
        return new Answer.Stopped("the program did not load again");
      }
    }
    driver.send(request);
    return answered(driver.read(wall()));
  }

  static boolean isLoaded(Answer answer) {
    return answer instanceof Answer.Given given && given.frame().kind() == 'L';
  }

  private Duration wall() {
    return settings.limits().wall();
  }

  private Answer answered(Optional<Frame> frame) {
    if (frame.isPresent()) {
      return new Answer.Given(frame.get());
    }
    boolean isTimeout = driver != null && driver.isTimeout();
    close();
    return new Answer.Stopped(isTimeout ? "it took too long" : "the program ended");
  }

  @Override
  public void close() {
    if (driver != null) {
      driver.close();
      driver = null;
    }
  }
}
