package dev.winnow.scorer.code.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.HttpCall;
import dev.winnow.runtime.http.answer.HttpAnswer;
import dev.winnow.runtime.http.answer.JsonAnswers;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.runtime.http.answer.Secrets;

/** A request to run a program. */
record RunCall(
    String id, String prompt, RunDialect dialect, RemoteProgram program, Secrets secrets)
    implements HttpCall {
  @Override
  public String path() {
    return dialect.path();
  }

  @Override
  public JsonNode body() {
    return dialect.body(program);
  }

  @Override
  public Reply read(HttpAnswer answer) {
    return JsonAnswers.read(answer, secrets, dialect::read);
  }

  @Override
  public boolean mayConcernEvery(Refused refused) {
    return !refused.isSure();
  }
}
