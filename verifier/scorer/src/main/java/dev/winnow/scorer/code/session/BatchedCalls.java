package dev.winnow.scorer.code.session;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.suite.CodeTests.CallCase;
import dev.winnow.scorer.code.suite.CodeTests.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tests by calls of one function, where the program runs on a server that answers only at its end:
 * all calls are asked for at once. After a call that ends the program, those behind it are asked
 * for again.
 */
public final class BatchedCalls {
  private final ProgramHost driver;
  private final RunSettings settings;

  /**
   * @param driver runs {@link DriverScripts#CANDIDATE}
   */
  public BatchedCalls(ProgramHost driver, RunSettings settings) {
    this.driver = driver;
    this.settings = settings;
  }

  /**
   * Runs the tests.
   *
   * @throws UnjudgedException if they say nothing of the program
   */
  public TestReport run(Calls tests)
      throws UnjudgedException, SandboxException, InterruptedException {
    TestReport.Builder report = new TestReport.Builder(tests.size());
    TimeBudget budget = TimeBudget.of(settings.total());
    List<CallCase> left = tests.cases();
    while (!left.isEmpty() && !report.isHopeless()) {
      budget.check(tests.size() - left.size(), tests.size());
      int answered = run(tests.function(), left, report);
      if (answered < 0) {
        return report.build();
      }
      left = left.subList(answered, left.size());
    }
    return report.build();
  }

  /** Returns how many of the calls were counted; negative where the program does not load. */
  private int run(String function, List<CallCase> calls, TestReport.Builder report)
      throws UnjudgedException, SandboxException, InterruptedException {
    String nonce = Nonce.random();
    ProcessResult result = driver.run(input(nonce, function, calls));
    List<Frame> frames = frames(nonce, result.text());
    if (frames.isEmpty() || frames.getFirst().kind() != 'L') {
      String said = frames.isEmpty() ? result.stderr() : frames.getFirst().json();
      report.fail("the program does not load: " + said);
      return -1;
    }
    int answered = Math.min(calls.size(), frames.size() - 1);
    CallJudge judge = new CallJudge(settings.values());
    for (int i = 0; i < answered; i++) {
      judge.judge(calls.get(i), frames.get(i + 1), report);
    }
    if (answered < calls.size()) {
      report.stop(result.isTimeout() ? "it took too long" : "the program ended");
      return answered + 1;
    }
    return answered;
  }

  private String input(String nonce, String function, List<CallCase> calls) {
    List<String> lines = new ArrayList<>(List.of(nonce));
    lines.add(
        JsonNodeFactory.instance
            .objectNode()
            .put("code", settings.source())
            .put("prelude", true)
            .toString());
    calls.forEach(call -> lines.add(CallJudge.request(function, call)));
    return String.join("\n", lines) + "\n";
  }

  /** Lines without the nonce are what the program printed. */
  private static List<Frame> frames(String nonce, String text) {
    return text.lines().map(line -> Nonce.frame(nonce, line)).flatMap(Optional::stream).toList();
  }
}
