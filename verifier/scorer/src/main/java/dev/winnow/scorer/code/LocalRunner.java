package dev.winnow.scorer.code;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.schemas.WorkerState;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.scorer.code.language.CodeLanguage;
import dev.winnow.scorer.code.language.LanguageTable;
import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxConfig;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.session.CallTests;
import dev.winnow.scorer.code.session.InstalledPrograms;
import dev.winnow.scorer.code.session.SandboxedProgram;
import dev.winnow.scorer.code.session.ScriptTests;
import dev.winnow.scorer.code.session.StreamTests;
import dev.winnow.scorer.code.session.TestReport;
import dev.winnow.scorer.code.session.UnjudgedException;
import dev.winnow.scorer.code.suite.CodeTests;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs in sandboxes of this machine. Where there is no sandbox nothing is run: candidates
 * fail as {@code NO_SANDBOX}, and the status says why, until one can be made. Thread-safe.
 */
final class LocalRunner implements SuiteRunner {
  static final String NO_SANDBOX = "NO_SANDBOX";

  private static final Logger LOG = LoggerFactory.getLogger(LocalRunner.class);
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final SandboxConfig config;
  private final LanguageTable languages;
  private final InstantSource clock;
  private @Nullable Sandbox sandbox;
  private Set<String> installed = Set.of();
  private Instant tried = Instant.MIN;
  private volatile boolean isClosed;

  /**
   * Volatile instead of guarded by the lock: the lock is held while a sandbox is opened, and
   * reading the status must not wait.
   */
  private volatile EngineStatus status = EngineStatus.ready(Instant.EPOCH);

  LocalRunner(SandboxConfig config, LanguageTable languages, InstantSource clock) {
    this.config = config;
    this.languages = languages;
    this.clock = clock;
  }

  @Override
  public TestReport run(Job job, CodeTests tests)
      throws UnjudgedException, TransientScoringException, InterruptedException {
    Sandbox open = open();
    try {
      return switch (tests) {
        case CodeTests.Streams streams ->
            new StreamTests(new SandboxedProgram(open, job.settings()), job.settings())
                .run(streams);
        case CodeTests.Calls calls -> new CallTests(open, job.settings()).run(calls);
        case CodeTests.Scripts scripts -> new ScriptTests(open, job.settings()).run(scripts);
      };
    } catch (SandboxException e) {
      if (isClosed) {
        throw new TransientScoringException("the scorer is closing", e);
      }
      throw new UnjudgedException("SANDBOX_FAILED", String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void require(CodeLanguage language) throws UnjudgedException, InterruptedException {
    Sandbox unused = open();
    for (String program : InstalledPrograms.of(language)) {
      if (!isInstalled(program)) {
        throw new UnjudgedException(
            "NO_LANGUAGE",
            "'%s' needs the program '%s', which the sandbox does not have; install it under /usr, or name its directory with --read-only"
                .formatted(language.name(), program));
      }
    }
  }

  private synchronized boolean isInstalled(String program) {
    return installed.contains(program);
  }

  /**
   * Opens the sandbox, at most twice a minute.
   *
   * @throws UnjudgedException if there is none
   */
  synchronized Sandbox open() throws UnjudgedException, InterruptedException {
    if (sandbox != null) {
      return sandbox;
    }
    if (clock.instant().minus(RETRY).isAfter(tried)) {
      tryOpen();
    }
    if (sandbox == null) {
      throw new UnjudgedException(NO_SANDBOX, status.reason().orElse(NO_SANDBOX));
    }
    return sandbox;
  }

  private void tryOpen() throws InterruptedException {
    tried = clock.instant();
    try {
      Sandbox opened = Sandbox.open(config);
      try {
        installed = InstalledPrograms.find(opened, languages);
      } catch (SandboxException | InterruptedException e) {
        opened.close();
        throw e;
      }
      sandbox = opened;
      status = EngineStatus.ready(tried);
      LOG.info("sandboxes with {}; installed: {}", opened.describeLimits(), installed);
    } catch (SandboxException e) {
      String problem = "programs cannot be isolated here, so none is run: " + e.getMessage();
      LOG.error("{}", problem);
      status = EngineStatus.unavailable(WorkerState.BLOCKED, NO_SANDBOX, problem, tried);
    }
  }

  @Override
  public void check() throws InterruptedException {
    try {
      Sandbox unused = open();
    } catch (UnjudgedException e) {
      LOG.debug("there is no sandbox at the start", e); // It was logged, and the status has it.
    }
  }

  @Override
  public EngineStatus status() {
    return status;
  }

  @Override
  public synchronized void close() {
    isClosed = true;
    if (sandbox != null) {
      sandbox.close();
    }
  }
}
