package dev.winnow.scorer.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.runtime.testing.Behaviour;
import dev.winnow.runtime.testing.Behaviours;
import dev.winnow.runtime.testing.ScriptedServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers of both dialects, over real connections. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class RemoteRunnerIT {
  private static final String DOUBLE =
      "{\"inputs\": [\"2\\n\", \"5\\n\"], \"outputs\": [\"4\\n\", \"10\\n\"]}";
  private static final String ADD =
      "{\"inputs\": [[1, 2], [3, 4], [5, 6]], \"outputs\": [3, 7, 11], \"fn_name\": \"add\"}";

  private final ScriptedServer server = new ScriptedServer();

  @BeforeEach
  void requirePython() {
    CodeHarness.requireProgram("python3");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(RunnerDialect.class)
  void scoresOutputs(RunnerDialect dialect) {
    try (CodeHarness code = open(dialect)) {
      assertThat(code.python(DOUBLE, "print(2 * int(input()))")).isEqualTo(1);
      assertThat(code.python(DOUBLE, "print(4)")).isEqualTo(0.5);
      assertThat(code.python(DOUBLE, "print(2 * int(input())); raise SystemExit(1)")).isZero();
    }
  }

  @Test
  void scoresCallsThatAreAskedForAtOnce() {
    try (CodeHarness code = open(RunnerDialect.PISTON)) {
      assertThat(code.python(ADD, "print('loaded')\ndef add(a, b):\n    return a + b"))
          .isEqualTo(1);
      assertThat(code.python(ADD, "def add(a, b):\n    return 7")).isEqualTo(1 / 3.0);
      assertThat(
              code.python(
                  ADD, "import os\ndef add(a, b):\n    return a + b if a != 3 else os._exit(0)"))
          .isEqualTo(2 / 3.0);
      assertThat(code.python(ADD, "1/0")).isZero();
    }
  }

  @Test
  void asksACheckerThere() {
    String tests =
        "{\"official_tests\": [{\"input\": \"\", \"output\": \"7\"}], \"generated_checker\":"
            + " \"import sys\\nprint(int(open(sys.argv[3]).read().strip() == '7'))\"}";
    try (CodeHarness code = open(RunnerDialect.SANDBOX_FUSION)) {
      assertThat(code.python(tests, "print(7)")).isEqualTo(1);
      assertThat(code.python(tests, "print(8)")).isZero();
    }
  }

  @Test
  void whatIsWantedIsNotSent() {
    try (CodeHarness code = open(RunnerDialect.SANDBOX_FUSION)) {
      assertThat(code.python("{\"inputs\": [\"1\"], \"outputs\": [\"answer-8d1f\"]}", "print(1)"))
          .isZero();
      assertThat(
              code.python(
                  "{\"inputs\": [[1]], \"outputs\": [\"answer-8d1f\"], \"fn_name\": \"f\"}",
                  "def f(x): return x"))
          .isZero();
    }
    assertThat(server.seen()).hasSize(2);
    assertThat(server.seen().toString()).doesNotContain("answer-8d1f");
  }

  @Test
  void testsThatAreCodeAreNotRunBesideTheProgram() {
    try (CodeHarness code = open(RunnerDialect.PISTON)) {
      assertThat(
              code.failure(
                  "[\"assert f(1) == 1\"]", CodeHarness.block("python", "def f(x): return 1")))
          .isEqualTo("UNSUPPORTED_TESTS");
    }
  }

  @Test
  void aServerThatFailsOnceIsAskedAgain() {
    List<String> failures =
        List.of(
            "{\"status\": \"SandboxError\", \"message\": \"no room\"}",
            "{\"status\": \"Failed\", \"run_result\": {\"status\": \"Error\", \"stderr\": \"?\"}}");
    for (String failure : failures) {
      server.then(Behaviours.status(200, failure));
      try (CodeHarness code = open(RunnerDialect.SANDBOX_FUSION)) {
        assertThat(code.python(DOUBLE, "print(2 * int(input()))")).isEqualTo(1);
      }
    }
  }

  @Test
  void anAnswerThatSaysNothingIsAFailure() {
    server.always(Behaviours.status(200, "{\"status\": \"Success\"}"));
    try (CodeHarness code =
        CodeHarness.unchecked(Map.of("runner_url", server.baseUrl().toString()))) {
      assertThat(code.failure(DOUBLE, CodeHarness.block("python", "print(4)")))
          .isEqualTo("BAD_ANSWER");
    }
  }

  private CodeHarness open(RunnerDialect dialect) {
    Behaviour behaviour =
        switch (dialect) {
          case SANDBOX_FUSION -> RunningServer::sandboxFusion;
          case PISTON -> RunningServer::piston;
        };
    server.always(behaviour);
    return CodeHarness.unchecked(
        Map.of(
            "runner_url", server.baseUrl().toString(),
            "runner_dialect", dialect.name().toLowerCase(java.util.Locale.ROOT)));
  }
}
