package dev.winnow.scorer.code.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.scorer.code.suite.CodeTests.CallCase;
import dev.winnow.scorer.code.suite.CodeTests.Calls;
import dev.winnow.scorer.code.suite.CodeTests.Scripts;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import dev.winnow.scorer.code.suite.CodeTests.Streams;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of each dataset, told apart by their keys. */
class SuiteReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void readsHumanEval() throws Exception {
    CodeSuite suite =
        SuiteReader.read(
            "{\"task_id\": \"HumanEval/0\", \"prompt\": \"def f(x):\\n\", \"entry_point\": \"f\","
                + " \"canonical_solution\": \"\", \"test\": \"def check(c): pass\"}");

    Scripts tests = (Scripts) suite.tests();
    assertThat(tests.scripts()).containsExactly("def check(c): pass");
    assertThat(tests.entry()).contains("f");
    assertThat(suite.beginning()).contains("def f(x):\n");
  }

  @Test
  void readsMbpp() throws Exception {
    CodeSuite suite =
        SuiteReader.read(
            "{\"task_id\": 1, \"text\": \"\", \"code\": \"import math\\ndef sum(a):\\n  pass\\nclass P: pass\","
                + " \"test_list\": [\"assert sum(1) == 2\"], \"test_setup_code\": \"x = 1\","
                + " \"challenge_test_list\": []}");

    Scripts tests = (Scripts) suite.tests();
    assertThat(tests.setup()).isEqualTo("x = 1");
    assertThat(tests.defines()).containsExactlyInAnyOrder("sum", "P");
  }

  @Test
  void readsMbppSanitized() throws Exception {
    CodeSuite suite =
        SuiteReader.read(
            "{\"prompt\": \"\", \"test_imports\": [\"import math\", \"import re\"], \"test_list\": [\"assert f()\"]}");

    assertThat(((Scripts) suite.tests()).setup()).isEqualTo("import math\nimport re");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"input_output\": \"{\\\"inputs\\\": [\\\"1\\\\n\\\"], \\\"outputs\\\": [[\\\"2\\\", \\\"3\\\"]]}\", \"starter_code\": \"\"}",
        "{\"inputs\": [\"1\\n\"], \"outputs\": [\"2\\n3\"]}",
        "{\"verifier_metadata\": {\"unit_tests\": {\"inputs\": [\"1\\n\"], \"outputs\": [\"2\\n3\"]}}}",
        "{\"reward_model\": {\"ground_truth\": \"{\\\"inputs\\\": [\\\"1\\\\n\\\"], \\\"outputs\\\": [\\\"2\\\\n3\\\"]}\"}}",
        "{\"public_tests\": {\"input\": [\"1\\n\"], \"output\": [\"2\\n3\"]}, \"private_tests\": {\"input\": [], \"output\": []}}",
        "{\"public_test_cases\": \"[{\\\"input\\\": \\\"1\\\\n\\\", \\\"output\\\": \\\"2\\\\n3\\\", \\\"testtype\\\": \\\"stdin\\\"}]\"}",
        "{\"verification_info\": {\"test_cases\": [{\"input\": \"1\\n\", \"output\": \"2\\n3\", \"type\": \"stdin_stdout\"}]}}",
        "{\"official_tests\": [{\"input\": \"1\\n\", \"output\": \"2\\n3\"}], \"input_mode\": \"stdio\"}",
        "{\"kind\": \"stdin\", \"tests\": [{\"in\": \"1\\n\", \"out\": \"2\\n3\"}]}",
        "[{\"input\": \"1\\n\", \"output\": \"2\\n3\"}]",
      })
  void readsInputsAndOutputs(String row) throws Exception {
    assertThat(((Streams) SuiteReader.read(row).tests()).cases())
        .containsExactly(new StreamCase("1\n", "2\n3"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"input_output\": \"{\\\"fn_name\\\": \\\"f\\\", \\\"inputs\\\": [[1, [2]]], \\\"outputs\\\": [3]}\"}",
        "{\"fn_name\": \"f\", \"inputs\": [\"1\\n[2]\"], \"outputs\": [\"3\"]}",
        "{\"public_test_cases\": [{\"input\": \"1\\n[2]\", \"output\": \"3\", \"testtype\": \"functional\"}], \"metadata\": \"{\\\"func_name\\\": \\\"f\\\"}\"}",
        "{\"public_test_cases\": [{\"input\": \"1\\n[2]\", \"output\": \"3\", \"testtype\": \"functional\"}], \"starter_code\": \"class Solution:\\n  def f(self, a, b):\"}",
        "{\"verification_info\": {\"test_cases\": [{\"type\": \"function_call\", \"fn_name\": \"f\", \"input\": [1, [2]], \"output\": 3}]}}",
        "{\"kind\": \"call\", \"entry\": \"f\", \"tests\": [{\"in\": [1, [2]], \"out\": 3}]}",
      })
  void readsCalls(String row) throws Exception {
    Calls calls = (Calls) SuiteReader.read(row).tests();

    assertThat(calls.function()).isEqualTo("f");
    CallCase only = calls.cases().getFirst();
    assertThat(only.arguments().toString())
        .isEqualTo("[[\"i\",\"1\"], [\"l\",[\"i\",\"2\"]]]");
    assertThat(only.value().intValue()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"assert f(1)\", \"assert f(2)\"]",
        "{\"assert_case\": [\"assert f(1)\", \"assert f(2)\"], \"inputs\": [], \"outputs\": []}",
        "{\"kind\": \"assert\", \"tests\": [\"assert f(1)\", \"assert f(2)\"]}",
      })
  void readsAsserts(String row) throws Exception {
    assertThat(((Scripts) SuiteReader.read(row).tests()).scripts())
        .containsExactly("assert f(1)", "assert f(2)");
  }

  @Test
  void readsThePickleOfLiveCodeBench() throws Exception {
    String cases = "[{\"input\": \"1\", \"output\": \"2\", \"testtype\": \"stdin\"}]";
    ObjectNode row = JSON.createObjectNode().put("public_test_cases", "[]");
    row.put("private_test_cases", compressed(pickle(cases)));

    assertThat(((Streams) SuiteReader.read(row.toString()).tests()).cases())
        .containsExactly(new StreamCase("1", "2"));
  }

  @Test
  void aPickleThatCallsSomethingIsRefused() {
    // What pickle.loads would run as os.system("true").
    byte[] hostile = "cos\nsystem\n(S'true'\ntR.".getBytes(StandardCharsets.US_ASCII);
    ObjectNode row = JSON.createObjectNode();

    assertThatThrownBy(
            () ->
                SuiteReader.read(
                    row.put("private_test_cases", compressed(hostile)).toString()))
        .isInstanceOf(BadTestsException.class)
        .hasMessageContaining("more than text, numbers, lists and dicts");
  }

  @Test
  void takesLimitsAndLanguageFromTheRow() throws Exception {
    CodeSuite suite =
        SuiteReader.read(
            "{\"official_tests\": [{\"input\": \"\", \"output\": \"1\"}], \"time_limit\": 2.5,"
                + " \"memory_limit\": 256, \"language\": \"cpp\", \"generated_checker\": \"print(1)\"}");

    assertThat(suite.seconds()).hasValue(2.5);
    assertThat(suite.memoryBytes()).hasValue(256_000_000);
    assertThat(suite.language()).contains("cpp");
    assertThat(((Streams) suite.tests()).checker()).contains("print(1)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "33", "{}", "[]", "{\"inputs\": [\"1\"], \"outputs\": []}", "{\"question\": \"?\"}",
        "{\"input_output\": \"no JSON\"}",
        "{\"official_tests\": [{\"input\": \"\", \"output\": \"\"}], \"input_mode\": \"file\"}",
        "{\"kind\": \"call\", \"tests\": [{\"in\": [], \"out\": 1}]}",
        "{\"private_test_cases\": \"!!\"}",
        "{\"private_test_cases\": \"AAAA\"}",
      })
  void whatHasNoTestsIsRefusedWithAReason(String row) {
    assertThatThrownBy(() -> SuiteReader.read(row))
        .isInstanceOf(BadTestsException.class)
        .hasMessageNotContaining("Exception");
  }

  @Test
  void keysThatAreNumbersAreNumbersInCalls() throws Exception {
    Calls calls =
        (Calls)
            SuiteReader.read("{\"fn_name\": \"f\", \"inputs\": [[{\"1\": \"a\"}]], \"outputs\": [1]}")
                .tests();

    assertThat(calls.cases().getFirst().arguments())
        .hasToString("[[\"d\",[[\"i\",\"1\"],\"a\"]]]");
  }

  /** What Python's pickle.dumps of a text gives, protocol 4. */
  private static byte[] pickle(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0, 0, 0, 0, 0, 0, 0, 'X'});
    for (int shift : List.of(0, 8, 16, 24)) {
      bytes.write(utf8.length >> shift);
    }
    bytes.writeBytes(utf8);
    bytes.writeBytes(new byte[] {(byte) 0x94, '.'});
    return bytes.toByteArray();
  }

  private static String compressed(byte[] bytes) throws Exception {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (DeflaterOutputStream stream = new DeflaterOutputStream(compressed)) {
      stream.write(bytes);
    }
    return Base64.getEncoder().encodeToString(compressed.toByteArray());
  }
}
