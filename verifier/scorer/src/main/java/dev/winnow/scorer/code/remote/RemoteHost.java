package dev.winnow.scorer.code.remote;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.session.CheckerVerdict;
import dev.winnow.scorer.code.session.ProgramHost;
import dev.winnow.scorer.code.session.UnjudgedException;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import java.util.Optional;

/**
 * Runs one program on a server, which compiles it each time.
 *
 * @param program without its input
 */
public record RemoteHost(RunServer server, RemoteProgram program) implements ProgramHost {
  private static final String CHECK =
      """
      import json, os, subprocess, sys, tempfile
      given = json.load(sys.stdin)
      os.chdir(tempfile.mkdtemp())
      for name in ("checker.py", "input", "right", "output"):
          with open(name, "w") as file:
              file.write(given[name])
      command = [sys.executable, "-I", "checker.py", "input", "right", "output"]
      sys.exit(subprocess.run(command, stdin=subprocess.DEVNULL).returncode)
      """;

  @Override
  public Optional<String> compile() {
    return Optional.empty();
  }

  @Override
  public ProcessResult run(String input) throws UnjudgedException, InterruptedException {
    return server.run(
        new RemoteProgram(
            program.language(),
            program.file(),
            program.source(),
            input,
            program.time(),
            program.memoryBytes()));
  }

  @Override
  public boolean isAccepted(String checker, StreamCase test, String output)
      throws UnjudgedException, InterruptedException {
    String files =
        JsonNodeFactory.instance
            .objectNode()
            .put("checker.py", checker)
            .put("input", test.input())
            .put("right", test.output())
            .put("output", output)
            .toString();
    RemoteProgram check =
        new RemoteProgram(
            "python", "main.py", CHECK, files, program.time(), program.memoryBytes());
    return CheckerVerdict.of(server.run(check));
  }
}
