package dev.winnow.scorer.code.session;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.session.CandidateServer.Answer;
import java.util.Optional;

/**
 * Carries questions of the tests to the program, and its answers back. A test during which the
 * program ended has failed, whatever the tests make of the answer. One thread uses it.
 */
final class ScriptRelay {
  private final DriverProcess tests;
  private final CandidateServer program;
  private final RunSettings settings;
  private final TestReport.Builder report;
  private final TimeBudget budget;
  private Optional<String> stopped = Optional.empty();
  private boolean isAsked;
  private int done;

  ScriptRelay(
      DriverProcess tests,
      CandidateServer program,
      RunSettings settings,
      TestReport.Builder report) {
    this.tests = tests;
    this.program = program;
    this.settings = settings;
    this.report = report;
    this.budget = TimeBudget.of(settings.total());
  }

  /**
   * Runs to the end of the tests.
   *
   * @throws UnjudgedException if they cannot be run, or ask nothing of the program
   */
  void run(int total) throws UnjudgedException, SandboxException, InterruptedException {
    while (!report.isHopeless()) {
      budget.check(done, total);
      Optional<Frame> frame = tests.read(settings.limits().wall());
      if (frame.isEmpty()) {
        ended();
        return;
      }
      if (frame.get().kind() == 'D') {
        if (!isAsked) {
          throw unusable("they call nothing of the program");
        }
        return;
      }
      step(frame.get());
    }
  }

  /** The tests themselves were killed: by an answer of the program, or before any. */
  private void ended() throws UnjudgedException {
    if (!isAsked) {
      throw unusable("they ended, or took too long, before they called the program");
    }
    report.stop("the tests ended, or took too long, after an answer of the program");
  }

  private void step(Frame frame) throws UnjudgedException, SandboxException, InterruptedException {
    switch (frame.kind()) {
      case 'S' -> stopped = Optional.empty();
      case 'C' -> answer(frame.json());
      case 'R' -> count(frame.json());
      default -> throw unusable(frame.json());
    }
  }

  private void answer(String question) throws SandboxException, InterruptedException {
    isAsked = true;
    Answer answer = program.ask(question);
    if (answer instanceof Answer.Given given) {
      Frame frame = given.frame();
      // The program may have written any text here. What is no JSON fails where it is read.
      tests.send(
          "{\"kind\":\"" + (frame.kind() == 'V' ? 'V' : 'E') + "\",\"data\":" + frame.json() + "}");
    } else if (answer instanceof Answer.Stopped ended) {
      stopped = Optional.of(ended.reason());
      tests.send("{\"kind\":\"E\",\"data\":{\"type\":\"Stopped\",\"message\":\"\"}}");
    }
  }

  private void count(String json) {
    done++;
    JsonNode result = AnswerJson.parse(json).orElseThrow();
    if (stopped.isPresent()) {
      report.stop(stopped.get());
    } else if (result.path("passed").asBoolean()) {
      report.pass();
    } else {
      report.fail(result.path("reason").asText());
    }
  }

  private static UnjudgedException unusable(String reason) {
    return new UnjudgedException("BAD_TESTS", "the tests cannot be used: " + reason);
  }
}
