package dev.winnow.scorer.code.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.session.CandidateServer.Answer;
import dev.winnow.scorer.code.suite.CodeTests.Scripts;
import java.util.Optional;

/**
 * Tests that are code. Two sandboxes, neither of which can see the other:
 *
 * <ol>
 *   <li>The tests run in one, in which the program's functions are names that ask for an answer.
 *   <li>The program runs in the other, and gets the arguments.
 *   <li>This process carries arguments one way and values the other, as text, and counts a test as
 *       passed when the tests say so.
 * </ol>
 *
 * What is wanted is in the first sandbox alone, and no object of the program ever is.
 */
public final class ScriptTests {
  private final Sandbox sandbox;
  private final RunSettings settings;

  public ScriptTests(Sandbox sandbox, RunSettings settings) {
    this.sandbox = sandbox;
    this.settings = settings;
  }

  /**
   * Runs the tests.
   *
   * @throws UnjudgedException if they say nothing of the program
   * @throws SandboxException if a sandbox failed
   */
  public TestReport run(Scripts tests)
      throws UnjudgedException, SandboxException, InterruptedException {
    TestReport.Builder report = new TestReport.Builder(tests.size());
    try (CandidateServer server = new CandidateServer(sandbox, settings, false);
        DriverProcess driver = testDriver()) {
      server.start(); // Both load at the same time.
      Answer loaded = server.load();
      if (loaded instanceof Answer.Given given && given.frame().kind() == 'L') {
        driver.send(order(tests, given.frame().json()));
        new ScriptRelay(driver, server, settings, report).run(tests.size());
      } else {
        report.fail("the program does not load: " + shown(loaded));
      }
    }
    return report.build();
  }

  private DriverProcess testDriver() throws SandboxException {
    return DriverProcess.start(
        sandbox, settings.ofSession(), settings.python(), DriverScripts.TESTS, false);
  }

  private static String order(Scripts tests, String names) throws UnjudgedException {
    Optional<JsonNode> known = AnswerJson.parse(names).filter(JsonNode::isObject);
    ObjectNode order = JsonNodeFactory.instance.objectNode();
    order.set("names", known.orElseGet(JsonNodeFactory.instance::objectNode));
    tests.scripts().forEach(order.putArray("tests")::add);
    tests.defines().stream().sorted().forEach(order.putArray("defines")::add);
    tests.entry().ifPresent(entry -> order.put("entry", entry));
    return order.put("setup", tests.setup()).toString();
  }

  private static String shown(Answer answer) {
    return answer instanceof Answer.Given given
        ? given.frame().json()
        : ((Answer.Stopped) answer).reason();
  }
}
