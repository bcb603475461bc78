package dev.winnow.scorer.code;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Runs Python programs without any sandbox, as HumanEval's own harness does: only our mutants. */
final class PlainRuns {
  private static final String RUN =
      """
      import json, os, signal, sys
      for program in json.load(sys.stdin):
          child = os.fork()
          if child == 0:
              signal.alarm(3)
              null = os.open(os.devnull, os.O_RDWR)
              for fd in (0, 1, 2): os.dup2(null, fd)
              try:
                  exec(program, {"__name__": "plain"})
              except BaseException:
                  os._exit(1)
              os._exit(0)
          print(int(os.waitpid(child, 0)[1] == 0), end="", flush=True)
      """;

  private PlainRuns() {}

  /** Returns a 1 for each program that ends without an exception in three seconds, a 0 else. */
  static String of(List<String> programs) throws IOException, InterruptedException {
    Process python =
        new ProcessBuilder("python3", "-I", "-c", RUN)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (OutputStream input = python.getOutputStream()) {
      input.write(new ObjectMapper().writeValueAsBytes(programs));
    }
    String results =
        new String(python.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    python.waitFor();
    return results;
  }
}
