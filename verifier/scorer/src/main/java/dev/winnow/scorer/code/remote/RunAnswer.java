package dev.winnow.scorer.code.remote;

import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.sandbox.ProcessResult.Ending;
import java.nio.charset.StandardCharsets;

/** What became of a program on a server. */
public record RunAnswer(ProcessResult result) implements Reply.Answered {
  /** A program that ended, or was ended, as the server says. */
  static RunAnswer of(Ending ending, int exit, String stdout, String stderr) {
    return new RunAnswer(
        new ProcessResult(ending, exit, stdout.getBytes(StandardCharsets.UTF_8), stderr, 0));
  }
}
