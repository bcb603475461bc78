package dev.winnow.scorer.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.ScoringResult.Failed;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each kind of tests, with right and wrong programs. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class CodeEngineIT {
  private static final String DOUBLE =
      "{\"inputs\": [\"2\\n\", \"5\\n\"], \"outputs\": [\"4\\n\", \"10\\n\"]}";
  private static final String ADD =
      "{\"inputs\": [[1, 2], [3, 4]], \"outputs\": [3, 7], \"fn_name\": \"add\"}";
  private static final String SORTED =
      "{\"test_list\": [\"assert order([3,1]) == [1,3]\", \"assert order([]) == []\"]}";

  private static CodeHarness code;

  @BeforeAll
  static void open() {
    code = CodeHarness.open();
  }

  @AfterAll
  static void close() {
    if (code != null) {
      code.close();
    }
  }

  @Test
  void scoresTheShareOfInputsWithTheRightOutput() {
    assertThat(code.python(DOUBLE, "print(2 * int(input()))")).isEqualTo(1);
    assertThat(code.python(DOUBLE, "print(4)")).isEqualTo(0.5);
    assertThat(code.python(DOUBLE, "print(2 * int(input())); raise SystemExit(1)")).isZero();
  }

  @Test
  void scoresTheShareOfCallsWithTheRightValue() {
    assertThat(code.python(ADD, "def add(a, b):\n    return a + b")).isEqualTo(1);
    assertThat(code.python(ADD, "def add(a, b):\n    return 7.0")).isEqualTo(0.5);
    assertThat(code.python(ADD, "def other(): pass")).isZero();
  }

  @Test
  void callsTheMethodOfASolutionWithTheUsualImports() {
    assertThat(
            code.python(
                ADD,
                "class Solution:\n  def add(self, a: List[int], b: int) -> Optional[int]:\n    return a + b"))
        .isEqualTo(1);
  }

  @Test
  void takesTheFirstArgumentOfAFunctionThatAnswersInPlace() {
    String reversed = "{\"inputs\": [[[1, 2]]], \"outputs\": [[2, 1]], \"fn_name\": \"turn\"}";

    assertThat(code.python(reversed, "def turn(a):\n    a.reverse()")).isEqualTo(1);
    assertThat(code.python(reversed, "def turn(a):\n    a.sort()")).isZero();
  }

  @Test
  void runsAssertStatements() {
    assertThat(code.python(SORTED, "def order(a):\n    return sorted(a)")).isEqualTo(1);
    assertThat(code.python(SORTED, "def order(a):\n    return a")).isEqualTo(0.5);
  }

  @Test
  void anAssertSeesWhatAFunctionDidToItsArgument() {
    String tests =
        "{\"kind\": \"assert\", \"tests\": [\"a = [2, 1]\\nf(a)\\nassert a == [1, 2]\"]}";

    assertThat(code.python(tests, "def f(a):\n    a.sort()")).isEqualTo(1);
    assertThat(code.python(tests, "def f(a):\n    pass")).isZero();
  }

  @Test
  void testsMayMakeObjectsOfTheProgramAndUseThem() {
    String tests =
        """
        {"kind": "script", "tests": ["s = Stack()\\ns.push(4)\\ns.push(5)\\nassert s.pop() == 5\\nassert len(s) == 1\\nassert [x for x in s] == [4]"]}
        """;
    String right =
        """
        class Stack:
            def __init__(self):
                self.items = []
            def push(self, x):
                self.items.append(x)
            def pop(self):
                return self.items.pop()
            def __len__(self):
                return len(self.items)
            def __iter__(self):
                return iter(self.items)
        """;

    assertThat(code.python(tests, right)).isEqualTo(1);
    assertThat(code.python(tests, right.replace("self.items.pop()", "self.items.pop(0)"))).isZero();
  }

  @Test
  void testsMayIterateOverWhatAFunctionYields() {
    String tests = "[\"assert list(f(3)) == [0, 1, 2]\", \"assert sum(f(3)) == 3\"]";

    assertThat(code.python(tests, "def f(n):\n    yield from range(n)")).isEqualTo(1);
    assertThat(code.python(tests, "def f(n):\n    yield n")).isEqualTo(0.5);
  }

  @Test
  void anExceptionThatIsExpectedArrives() {
    String tests =
        """
        {"kind": "script", "tests": ["try:\\n    f(-1)\\nexcept ValueError as e:\\n    assert str(e) == 'low'\\nelse:\\n    assert False"]}
        """;

    assertThat(code.python(tests, "def f(x):\n    raise ValueError('low')")).isEqualTo(1);
    assertThat(code.python(tests, "def f(x):\n    raise KeyError('low')")).isZero();
  }

  @Test
  void runsUnitTests() {
    String tests =
        """
        {"kind": "script", "tests": ["import unittest\\nfrom solution import f\\nclass T(unittest.TestCase):\\n    def test_f(self):\\n        self.assertEqual(f(2), 4)\\nif __name__ == '__main__':\\n    unittest.main()"]}
        """;

    assertThat(code.python(tests, "def f(x):\n    return x * x")).isEqualTo(1);
    assertThat(code.python(tests, "def f(x):\n    return x + 1")).isZero();
  }

  @Test
  void theSameProgramPrintsTheSameEachTime() {
    String program = "print(list({'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'})[0] in 'abcd')";
    String tests = "{\"inputs\": [\"\"], \"outputs\": [\"True\"]}";

    double first = code.python(tests, program);

    for (int run = 0; run < 8; run++) {
      assertThat(code.python(tests, program)).isEqualTo(first);
    }
  }

  @Test
  void aCheckerDecides() {
    String tests =
        """
        {"official_tests": [{"input": "10\\n", "output": "3 7\\n"}], "generated_checker": "import sys\\na = open(sys.argv[1]).read()\\nx, y = map(int, open(sys.argv[3]).read().split())\\nprint(1 if x + y == int(a) else 0)"}
        """;

    assertThat(code.python(tests, "n = int(input())\nprint(1, n - 1)")).isEqualTo(1);
    assertThat(code.python(tests, "print(1, 2)")).isZero();
  }

  @Test
  void aCheckerThatFailsSaysNothingOfTheProgram() {
    String tests =
        "{\"official_tests\": [{\"input\": \"\", \"output\": \"1\"}], \"generated_checker\": \"1/0\"}";

    assertThat(code.failure(tests, CodeHarness.block("python", "print(1)")))
        .isEqualTo("CHECKER_FAILED");
  }

  @Test
  void compilesAndRunsJava() {
    CodeHarness.requireProgram("javac");
    String program =
        """
        import java.util.Scanner;
        public class Twice {
          public static void main(String[] args) {
            System.out.println(2 * new Scanner(System.in).nextInt());
          }
        }
        """;

    assertThat(code.share(DOUBLE, CodeHarness.block("java", program))).isEqualTo(1);
    assertThat(code.share(DOUBLE, CodeHarness.block("java", program.replace("2 *", "4 +"))))
        .isZero();
    assertThat(code.share(DOUBLE, CodeHarness.block("java", "class Main { int x = ; }"))).isZero();
  }

  @Test
  void whatIsNoFaultOfTheProgramIsAFailure() {
    String right = CodeHarness.block("python", "def f(): return 1");

    assertThat(code.failure("not JSON", right)).isEqualTo("BAD_TESTS");
    assertThat(code.failure("{\"test_list\": [\"assert f( == 1\"]}", right)).isEqualTo("BAD_TESTS");
    assertThat(code.failure("{\"test_list\": [\"assert 1 == 1\"]}", right)).isEqualTo("BAD_TESTS");
    assertThat(code.failure(SORTED, "I cannot.")).isEqualTo("NO_CODE");
    assertThat(code.failure(SORTED, CodeHarness.block("java", "class A {}"))).isEqualTo("NO_CODE");
    assertThat(
            code.failure(
                "{\"language\": \"cobol\", \"inputs\": [\"\"], \"outputs\": [\"\"]}", right))
        .isEqualTo("NO_LANGUAGE");
  }

  @Test
  void withoutASandboxNothingIsRun() {
    try (CodeHarness none = CodeHarness.unchecked(Map.of("bwrap", "no-such-program"))) {
      ScoringResult result = none.result(DOUBLE, CodeHarness.block("python", "print(4)"));

      assertThat(result).isInstanceOf(Failed.class);
      assertThat(((Failed) result).code()).isEqualTo("NO_SANDBOX");
      assertThat(((Failed) result).reason()).contains("no-such-program");
      assertThat(none.engine().status().code()).contains("NO_SANDBOX");
    }
  }

  @Test
  void aSandboxThatDoesNotIsolateIsRefused() {
    CodeHarness.requireProgram("env");
    try (CodeHarness none = CodeHarness.unchecked(Map.of("bwrap", "echo"))) {
      assertThat(none.failure(DOUBLE, CodeHarness.block("python", "print(4)")))
          .isEqualTo("NO_SANDBOX");
    }
  }
}
