package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.sandbox.ProcessResult.Ending;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import dev.winnow.scorer.code.suite.CodeTests.Streams;
import java.util.Optional;

/**
 * Tests by standard input and output. Each test is a run of its own, which gets the program and the
 * input; the output is compared here, or by a checker in another run.
 */
public final class StreamTests {
  private final ProgramHost program;
  private final RunSettings settings;

  public StreamTests(ProgramHost program, RunSettings settings) {
    this.program = program;
    this.settings = settings;
  }

  /**
   * Runs the tests.
   *
   * @throws UnjudgedException if they say nothing of the program
   * @throws SandboxException if a sandbox failed
   */
  public TestReport run(Streams tests)
      throws UnjudgedException, SandboxException, InterruptedException {
    TestReport.Builder report = new TestReport.Builder(tests.size());
    TimeBudget budget = TimeBudget.of(settings.total());
    Optional<String> refused = program.compile();
    if (refused.isPresent()) {
      report.fail("the program does not compile: " + refused.get());
      return report.build();
    }
    int run = 0;
    for (StreamCase test : tests.cases()) {
      if (report.isHopeless()) {
        break;
      }
      budget.check(run++, tests.size());
      judge(tests.checker(), test, program.run(test.input()), report);
    }
    return report.build();
  }

  private void judge(
      Optional<String> checker, StreamCase test, ProcessResult result, TestReport.Builder report)
      throws UnjudgedException, SandboxException, InterruptedException {
    if (result.isTimeout()) {
      report.stop("it took too long");
    } else if (result.ending() == Ending.TOO_MUCH_OUTPUT) {
      report.stop("it wrote more than %d bytes".formatted(settings.limits().outputBytes()));
    } else if (!result.isSuccess()) {
      report.fail("exit status %d: %s".formatted(result.exit(), lastLine(result.stderr())));
    } else if (isRight(checker, test, result.text())) {
      report.pass();
    } else {
      report.fail("the output is not the one that is wanted");
    }
  }

  private boolean isRight(Optional<String> checker, StreamCase test, String output)
      throws UnjudgedException, SandboxException, InterruptedException {
    return checker.isPresent()
        ? program.isAccepted(checker.get(), test, output)
        : settings.outputs().holds(test.output(), output);
  }

  private static String lastLine(String text) {
    return text.strip().lines().reduce((first, second) -> second).orElse("nothing was said");
  }
}
