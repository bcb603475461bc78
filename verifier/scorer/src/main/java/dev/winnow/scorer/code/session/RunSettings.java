package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.compare.OutputComparison;
import dev.winnow.scorer.code.compare.ValueComparison;
import dev.winnow.scorer.code.language.CodeLanguage;
import dev.winnow.scorer.code.sandbox.SandboxLimits;
import java.time.Duration;

/**
 * How the tests of one program are run.
 *
 * @param source the whole program
 * @param language with the commands for this program
 * @param limits of one test
 * @param python the language of drivers, checkers and tests that are code
 * @param total time for all tests
 */
public record RunSettings(
    String source,
    CodeLanguage language,
    SandboxLimits limits,
    CodeLanguage python,
    Duration total,
    OutputComparison outputs,
    ValueComparison values) {
  private static final long MEBI = 1 << 20;

  /** Returns the limits of a process that answers many calls. */
  SandboxLimits ofSession() {
    int seconds = (int) Math.clamp(total.toSeconds(), 1, Integer.MAX_VALUE - 1);
    return limits.within(seconds, total);
  }

  /** Returns the limits of a process of this language, whose runtime reserves address space. */
  SandboxLimits inLanguage() {
    return new SandboxLimits(
        limits.cpuSeconds(),
        limits.wall(),
        limits.memoryBytes(),
        language.addressSpaceMb() * MEBI,
        limits.diskBytes(),
        limits.outputBytes(),
        limits.processes());
  }
}
