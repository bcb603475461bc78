package dev.winnow.scorer.code.session;

import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.sandbox.ProcessResult.Ending;
import dev.winnow.scorer.code.sandbox.Sandbox;
import dev.winnow.scorer.code.sandbox.SandboxException;
import dev.winnow.scorer.code.sandbox.SandboxLimits;
import dev.winnow.scorer.code.suite.CodeTests.StreamCase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program and its sandboxes. No file of the machine is shared with them: each gets the source, or
 * what was compiled from it, in front of its standard input.
 */
public final class SandboxedProgram implements ProgramHost {
  private static final String WRITE_AND_RUN = "head -c \"$1\" > \"$2\"; shift 2; exec \"$@\"";
  private static final String UNPACK_AND_RUN = "head -c \"$1\" | tar -xf -; shift; exec \"$@\"";
  private static final String COMPILE =
      "mkdir out; cat > \"$1\"; (%s) 1>&2 || exit 1; exec tar -cf - out";

  private static final int COMPILE_SECONDS = 30;
  private static final Duration COMPILE_WALL = Duration.ofSeconds(120);
  private static final int MAX_COMPILED = 64 << 20;

  private final Sandbox sandbox;
  private final RunSettings settings;
  private byte[] delivered;

  public SandboxedProgram(Sandbox sandbox, RunSettings settings) {
    this.sandbox = sandbox;
    this.settings = settings;
    this.delivered = settings.source().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Optional<String> compile() throws UnjudgedException, SandboxException, InterruptedException {
    Optional<String> command = settings.language().compile();
    if (command.isEmpty()) {
      return Optional.empty();
    }
    List<String> shell = shell(COMPILE.formatted(command.get()), settings.language().file());
    ProcessResult result = run(compiling(), shell, delivered);
    if (!result.isSuccess()) {
      String said = result.stderr().strip();
      return Optional.of(said.isEmpty() ? result.ending() + " " + result.exit() : said);
    }
    delivered = result.stdout();
    return Optional.empty();
  }

  private SandboxLimits compiling() {
    return settings.inLanguage().within(COMPILE_SECONDS, COMPILE_WALL).writing(MAX_COMPILED);
  }

  @Override
  public ProcessResult run(String input) throws UnjudgedException, SandboxException, InterruptedException {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    stream.writeBytes(delivered);
    stream.writeBytes(input.getBytes(StandardCharsets.UTF_8));
    List<String> command = new ArrayList<>();
    if (settings.language().compile().isPresent()) {
      command.addAll(shell(UNPACK_AND_RUN, "" + delivered.length));
    } else {
      command.addAll(shell(WRITE_AND_RUN, "" + delivered.length, settings.language().file()));
    }
    command.addAll(settings.language().run());
    return run(settings.inLanguage(), command, stream.toByteArray());
  }

  @Override
  public boolean isAccepted(String checker, StreamCase test, String output)
      throws UnjudgedException, SandboxException, InterruptedException {
    return new OutputChecker(sandbox, settings).accepts(checker, test, output);
  }

  private ProcessResult run(SandboxLimits limits, List<String> command, byte[] input)
      throws UnjudgedException, SandboxException, InterruptedException {
    ProcessResult result = sandbox.run(limits, command, input);
    if (result.ending() == Ending.CLOSED) {
      throw new InterruptedException("the scorer is closing");
    }
    return result;
  }

  private static List<String> shell(String script, String... arguments) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", script, "sh"));
    command.addAll(List.of(arguments));
    return command;
  }
}
