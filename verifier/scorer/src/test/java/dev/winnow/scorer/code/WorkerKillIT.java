package dev.winnow.scorer.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.TestJvm;
import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxConfig;
import dev.winnow.scorer.code.sandbox.SandboxLimits;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of a program when its worker is killed with SIGKILL: nothing. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WorkerKillIT {
  private static final String PROGRAM =
      """
      import os, time
      if os.fork() == 0:
          os.setsid()
          os.fork()
      print("running", flush=True)
      time.sleep(100)
      """;

  @Test
  void programsEndWithTheirWorker() throws Exception {
    CodeHarness.requireProgram("bwrap");
    CodeHarness.requireProgram("python3");
    Process worker =
        new ProcessBuilder(TestJvm.command("256m", List.of(), Worker.class.getName()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(worker.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(output.lines().filter("running"::equals).findFirst()).isPresent();
    }
    List<ProcessHandle> tree = worker.descendants().toList();

    worker.destroyForcibly();

    assertThat(tree).hasSizeGreaterThanOrEqualTo(3);
    for (ProcessHandle process : tree) {
      process.onExit().get(30, TimeUnit.SECONDS);
    }
  }

  /** Runs a program that stays. */
  static final class Worker {
    private Worker() {}

    public static void main(String[] args) throws Exception {
      SandboxLimits limits =
          new SandboxLimits(60, Duration.ofSeconds(100), 512L << 20, 0, 1 << 20, 1 << 20, 32);
      Sandbox sandbox = Sandbox.open(new SandboxConfig("bwrap", List.of(), Optional.empty()));
      try (var process = sandbox.start(limits, List.of("python3", "-c", PROGRAM))) {
        System.out.println((char) process.output().read() + "unning");
        process.output().transferTo(System.err);
      }
    }
  }
}
