package dev.winnow.scorer.code.sandbox;

import dev.winnow.scorer.code.sandbox.ProcessResult.Ending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * Starts programs in sandboxes. What a program can see is {@code /usr}, its own processes, a few
 * devices and one file system in memory; what it can reach is its standard streams. There is no way
 * to start one outside.
 *
 * <p>A sandbox dies with the thread that started it (the kernel's rule for {@code
 * PR_SET_PDEATHSIG}), so that thread must wait for it. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
  private static final int MEBI = 1 << 20;
  private static final SandboxLimits PROBE =
      new SandboxLimits(10, Duration.ofSeconds(30), 256L * MEBI, 0, 16L * MEBI, MEBI, 16);
  private static final Path OWN_STATUS = Path.of("/proc/self/status");

  /** The sandbox's user may not enter the worker's directories. */
  private static final Path ROOT = Path.of("/");

  private final SandboxConfig config;
  private final Path directory;
  private final Path filter;
  private final boolean isRoot;
  private final ControlGroups groups;
  private final Set<SandboxedProcess> running = ConcurrentHashMap.newKeySet();
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1, Thread.ofPlatform().daemon().name("sandbox-clock").factory());
  private volatile boolean isClosed;

  private Sandbox(SandboxConfig config, ControlGroups groups, CpuArchitecture cpu)
      throws IOException {
    this.config = config;
    this.groups = groups;
    this.isRoot = isRoot();
    this.directory = SandboxDirectory.create();
    this.filter = SandboxDirectory.filter(directory);
    Files.write(filter, SeccompFilter.of(cpu));
    directory.toFile().deleteOnExit(); // In the reverse order: the file goes first.
    filter.toFile().deleteOnExit();
    // Most programs end long before their alarm, which must not keep them in memory until then.
    clock.setRemoveOnCancelPolicy(true);
    clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  /**
   * Opens sandboxes, and runs one.
   *
   * @throws SandboxException if programs cannot be isolated on this machine, with the reason
   */
  public static Sandbox open(SandboxConfig config) throws SandboxException, InterruptedException {
    CpuArchitecture cpu =
        CpuArchitecture.current()
            .orElseThrow(
                () ->
                    new SandboxException(
                        "no filter of system calls for the processor "
                            + System.getProperty("os.arch")));
    Sandbox sandbox;
    try {
      sandbox = new Sandbox(config, ControlGroups.of(config.controlGroup()), cpu);
    } catch (IOException | IllegalArgumentException e) {
      throw new SandboxException("sandboxes cannot be set up: " + e.getMessage(), e);
    }
    try {
      sandbox.probe();
      return sandbox;
    } catch (SandboxException | InterruptedException | RuntimeException e) {
      sandbox.close();
      throw e;
    }
  }

  /** Checks that the sandbox isolates: one that only starts must not be used. */
  private void probe() throws SandboxException, InterruptedException {
    ProcessResult result = run(PROBE, SandboxProbe.COMMAND, new byte[0]);
    Optional<String> problem = SandboxProbe.problem(result.text());
    if (problem.isPresent()) {
      throw new SandboxException(problem.get() + "; " + result.stderr().strip());
    }
  }

  /** Returns what limits memory and processes, for people. */
  public String describeLimits() {
    return groups.describe();
  }

  /**
   * Runs a program to its end.
   *
   * @param program absolute path or name on the sandbox's path, and arguments
   * @param input its standard input
   */
  public ProcessResult run(SandboxLimits limits, List<String> program, byte[] input)
      throws SandboxException, InterruptedException {
    try (SandboxedProcess process = start(limits, program)) {
      return process.finish(input, limits.outputBytes());
    }
  }

  /**
   * Starts a program, which is killed at the end of its wall time. The caller closes it, on the
   * same thread.
   */
  public SandboxedProcess start(SandboxLimits limits, List<String> program)
      throws SandboxException {
    ControlGroup group = groups.make(limits);
    try {
      List<String> command =
          SandboxCommand.of(config, limits, filter, group.joins(), isRoot, program);
      ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
      builder.environment().clear();
      builder.environment().put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
      return watched(builder.start(), group, limits.wall());
    } catch (IOException e) {
      group.close();
      throw new SandboxException("the sandbox cannot be started: " + e.getMessage(), e);
    }
  }

  private SandboxedProcess watched(Process started, ControlGroup group, Duration wall) {
    SandboxedProcess process = new SandboxedProcess(started, group, wall, clock, running::remove);
    running.add(process);
    if (isClosed) {
      process.kill(Ending.CLOSED);
    }
    return process;
  }

  private static boolean isRoot() throws IOException {
    return Files.readString(OWN_STATUS, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("Uid:"))
        .anyMatch(line -> line.split("\\s+")[2].equals("0"));
  }

  /** Kills what runs; its callers see that it was closed. May be called twice. */
  @Override
  public void close() {
    isClosed = true;
    running.forEach(process -> process.kill(Ending.CLOSED));
    clock.shutdownNow();
    boolean unused = filter.toFile().delete() && directory.toFile().delete();
  }
}
