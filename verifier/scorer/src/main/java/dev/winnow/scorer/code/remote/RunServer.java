package dev.winnow.scorer.code.remote;

import dev.winnow.runtime.http.ClientClosedException;
import dev.winnow.runtime.http.ServerClient;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Malformed;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.scorer.ScoringResult;
import dev.winnow.scorer.code.sandbox.ProcessResult;
import dev.winnow.scorer.code.session.UnjudgedException;

/**
 * Runs programs on a server for one candidate. A failure of the server is never one of the program.
 *
 * @param id of the request, for logs
 */
public record RunServer(ServerClient client, RunDialect dialect, String id, String promptId) {
  /**
   * Runs a program.
   *
   * @throws UnjudgedException if the server does not run it
   * @throws InterruptedException if the thread is interrupted, or the client is closed
   */
  public ProcessResult run(RemoteProgram program) throws UnjudgedException, InterruptedException {
    try {
      RunCall call = new RunCall(id, promptId, dialect, program, client.secrets());
      Reply reply = client.ask(call, false);
      return switch (reply) {
        case RunAnswer answer -> answer.result();
        case Malformed malformed ->
            throw new UnjudgedException(ScoringResult.BAD_ANSWER, malformed.reason());
        case Refused refused -> throw new UnjudgedException(ScoringResult.REFUSED, refused.reason());
        default -> throw new IllegalStateException("no reply to a request: " + reply);
      };
    } catch (ClientClosedException e) {
      throw new InterruptedException("the scorer is closing");
    }
  }
}
