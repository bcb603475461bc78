package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A publisher's program that says whether an output is right, in a sandbox in which the program
 * under test never was: {@code checker.py INPUT RIGHT OUTPUT}, which prints 1 or a share above 0
 * for a right output, and 0 otherwise.
 */
final class OutputChecker {
  private static final String WRITE_AND_RUN =
      "head -c \"$1\" > checker.py; head -c \"$2\" > input; head -c \"$3\" > right; cat > output;"
          + " shift 3; exec \"$@\" checker.py input right output < /dev/null";

  private final Sandbox sandbox;
  private final RunSettings settings;

  OutputChecker(Sandbox sandbox, RunSettings settings) {
    this.sandbox = sandbox;
    this.settings = settings;
  }

  /**
   * Returns whether the output is right.
   *
   * @throws UnjudgedException if the checker fails
   */
  boolean accepts(String checker, StreamCase test, String output)
      throws UnjudgedException, SandboxException, InterruptedException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    byte[] program = bytes(checker);
    byte[] input = bytes(test.input());
    byte[] right = bytes(test.output());
    for (byte[] part : List.of(program, input, right, bytes(output))) {
      stream.writeBytes(part);
    }
    List<String> command =
        List.of(
            "/bin/sh",
            "-c",
            WRITE_AND_RUN,
            "sh",
            "" + program.length,
            "" + input.length,
            "" + right.length,
            settings.python().run().getFirst(),
            "-I");
    ProcessResult result = sandbox.run(settings.limits(), command, stream.toByteArray());
    return CheckerVerdict.of(result);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
