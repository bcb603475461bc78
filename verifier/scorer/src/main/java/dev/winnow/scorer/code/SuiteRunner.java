package dev.winnow.scorer.code;

import dev.winnow.runtime.pool.EngineStatus;
import dev.winnow.scorer.TransientScoringException;
import dev.winnow.scorer.code.language.CodeLanguage;
import dev.winnow.scorer.code.session.RunSettings;
import dev.winnow.scorer.code.session.TestReport;
import dev.winnow.scorer.code.session.UnjudgedException;
import dev.winnow.scorer.code.suite.CodeTests;
import java.time.Instant;

/** Runs the tests of programs, on this machine or elsewhere. Thread-safe. */
interface SuiteRunner extends AutoCloseable {
  /** What is asked of a runner, beside the tests. */
  record Job(String id, String promptId, RunSettings settings) {}

  /**
   * Runs the tests of one program.
   *
   * @throws UnjudgedException if they say nothing of the program
   * @throws TransientScoringException if they may say more later
   */
  TestReport run(Job job, CodeTests tests)
      throws UnjudgedException, TransientScoringException, InterruptedException;

  /**
   * Checks that programs of a language can be run.
   *
   * @throws UnjudgedException if they cannot
   */
  default void require(CodeLanguage language) throws UnjudgedException, InterruptedException {}

  /** Returns whether programs can be run at present. */
  default EngineStatus status() {
    return EngineStatus.ready(Instant.EPOCH);
  }

  /** Returns whether another candidate is wanted now. */
  default boolean wantsMore() {
    return true;
  }

  @Override
  void close();
}
