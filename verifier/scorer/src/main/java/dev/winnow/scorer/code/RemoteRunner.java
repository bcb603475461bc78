package dev.winnow.scorer.code;

import dev.winnow.runtime.http.HttpServerConfig;
import dev.winnow.runtime.http.ServerClient;
import dev.winnow.runtime.http.throttle.Backoff;
import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.scorer.code.remote.Piston;
import dev.winnow.scorer.code.remote.RemoteHost;
import dev.winnow.scorer.code.remote.RemoteProgram;
import dev.winnow.scorer.code.remote.RunDialect;
import dev.winnow.scorer.code.remote.RunServer;
import dev.winnow.scorer.code.remote.SandboxFusion;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.sandbox.SandboxLimits;
import dev.winnow.scorer.code.session.BatchedCalls;
import dev.winnow.scorer.code.session.DriverScripts;
import dev.winnow.scorer.code.session.RunSettings;
import dev.winnow.scorer.code.session.StreamTests;
import dev.winnow.scorer.code.session.TestReport;
import dev.winnow.scorer.code.session.UnjudgedException;
import dev.winnow.scorer.code.suite.CodeTests;
import java.net.URI;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs programs on a server. How well they are isolated there is the server's matter; the verdict is
 * still made here, and what is wanted never leaves this process. Thread-safe.
 */
final class RemoteRunner implements SuiteRunner {
  private static final int MEBI = 1 << 20;

  private final ServerClient client;
  private final RunDialect dialect;

  /**
   * @param environment returns a variable's value by its name, null when it is not set
   * @throws IllegalArgumentException if the key's variable holds no usable key
   */
  RemoteRunner(
      CodeWorkerOptions worker, URI url, Function<String, @Nullable String> environment) {
    this.dialect =
        switch (worker.runnerDialect()) {
          case SANDBOX_FUSION -> new SandboxFusion();
          case PISTON -> new Piston();
        };
    this.client = new ServerClient(server(worker, url), "code", environment);
  }

  /** Checks the URL and the names; nothing is opened. */
  static HttpServerConfig server(CodeWorkerOptions worker, URI url) {
    return new HttpServerConfig(
        url,
        worker.runnerKeyEnv(),
        worker.concurrency(),
        Duration.ofSeconds(worker.totalSeconds() + 60L),
        Backoff.DEFAULT,
        4 * worker.outputMb() * MEBI);
  }

  @Override
  public TestReport run(Job job, CodeTests tests) throws UnjudgedException, InterruptedException {
    RunServer server = new RunServer(client, dialect, job.id(), job.promptId());
    RunSettings settings = job.settings();
    try {
      return switch (tests) {
        case CodeTests.Streams streams ->
            new StreamTests(new RemoteHost(server, program(settings)), settings).run(streams);
        case CodeTests.Calls calls ->
            new BatchedCalls(new RemoteHost(server, driver(settings, calls.size())), settings)
                .run(calls);
        case CodeTests.Scripts scripts ->
            throw new UnjudgedException(
                "UNSUPPORTED_TESTS",
                "tests that are code run beside the program on a server, which could then see and"
                    + " change them; run them with bubblewrap, without --runner-url");
      };
    } catch (SandboxException e) {
      throw new UnjudgedException("SANDBOX_FAILED", String.valueOf(e.getMessage()));
    }
  }

  private static RemoteProgram program(RunSettings settings) {
    SandboxLimits limits = settings.limits();
    return new RemoteProgram(
        settings.language().name(),
        settings.language().file(),
        settings.source(),
        "",
        Duration.ofSeconds(limits.cpuSeconds()),
        limits.memoryBytes());
  }

  private static RemoteProgram driver(RunSettings settings, int calls) {
    SandboxLimits limits = settings.limits();
    long seconds =
        Math.min((long) limits.cpuSeconds() * calls, Math.max(1, settings.total().toSeconds()));
    return new RemoteProgram(
        settings.python().name(),
        "main.py",
        DriverScripts.CANDIDATE,
        "",
        Duration.ofSeconds(seconds),
        limits.memoryBytes());
  }

  @Override
  public EngineStatus status() {
    return client.status();
  }

  @Override
  public boolean wantsMore() {
    return client.wantsMore();
  }

  @Override
  public void close() {
    client.close();
  }
}
