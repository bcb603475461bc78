package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.session.CandidateServer.Answer;
import dev.winnow.scorer.code.suite.CodeTests.CallCase;
import dev.winnow.scorer.code.suite.CodeTests.Calls;

/**
 * Tests by calls of one function, asked one by one: the arguments go into the sandbox, the value comes out, and is
 * compared here. What is wanted never goes in.
 */
public final class CallTests {
  private final Sandbox sandbox;
  private final RunSettings settings;

  public CallTests(Sandbox sandbox, RunSettings settings) {
    this.sandbox = sandbox;
    this.settings = settings;
  }

  /**
   * Runs the tests.
   *
   * @throws UnjudgedException if they say nothing of the program
   * @throws SandboxException if a sandbox failed
   */
  public TestReport run(Calls tests)
      throws UnjudgedException, SandboxException, InterruptedException {
    TestReport.Builder report = new TestReport.Builder(tests.size());
    TimeBudget budget = TimeBudget.of(settings.total());
    try (CandidateServer server = new CandidateServer(sandbox, settings, true)) {
      Answer loaded = server.load();
      if (!CandidateServer.isLoaded(loaded)) {
        report.fail("the program does not load: " + shown(loaded));
        return report.build();
      }
      int run = 0;
      for (CallCase test : tests.cases()) {
        if (report.isHopeless()) {
          break;
        }
        budget.check(run++, tests.size());
        judge(test, server.ask(CallJudge.request(tests.function(), test)), report);
      }
    }
    return report.build();
  }

  private void judge(CallCase test, Answer answer, TestReport.Builder report) {
    if (answer instanceof Answer.Given given) {
      new CallJudge(settings.values()).judge(test, given.frame(), report);
    } else if (answer instanceof Answer.Stopped stopped) {
      report.stop(stopped.reason());
    }
  }

  private static String shown(Answer answer) {
    return answer instanceof Answer.Given given
        ? given.frame().json()
        : ((Answer.Stopped) answer).reason();
  }
}
