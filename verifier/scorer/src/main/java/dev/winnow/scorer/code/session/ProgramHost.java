package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import java.util.Optional;

/** Where one program runs, each time by itself. One thread uses it. */
public interface ProgramHost {
  /** Compiles the program, if that is done once and before; returns why it is refused. */
  Optional<String> compile() throws UnjudgedException, SandboxException, InterruptedException;

  /** Runs the program with this standard input. */
  ProcessResult run(String input) throws UnjudgedException, SandboxException, InterruptedException;

  /**
   * Asks a publisher's checker whether an output is right, where the program never was.
   *
   * @param checker a Python program that is called with the files of input, right output and
   *     output, and prints 1 for a right one
   * @throws UnjudgedException if the checker fails
   */
  boolean isAccepted(String checker, StreamCase test, String output)
      throws UnjudgedException, SandboxException, InterruptedException;
}
