package dev.winnow.worker.engine.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.HttpCall;
import dev.winnow.runtime.http.answer.HttpAnswer;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.runtime.http.answer.Secrets;
import dev.winnow.schemas.SamplingRequest;
import dev.winnow.worker.engine.openai.answer.Ordered;
import dev.winnow.worker.engine.openai.answer.ReplyReader;

/** A chat completion request for {@code count} candidates starting at index {@code first}. */
record ChatCall(
    SamplingRequest samplingRequest,
    String model,
    int first,
    int count,
    boolean saysThatItContinues,
    Secrets secrets)
    implements HttpCall {
  @Override
  public String id() {
    return samplingRequest.getId();
  }

  @Override
  public String prompt() {
    return samplingRequest.getPrompt().getId();
  }

  @Override
  public String path() {
    return "/chat/completions";
  }

  @Override
  public JsonNode body() {
    return ChatRequest.of(samplingRequest, model, first, count, saysThatItContinues);
  }

  @Override
  public Reply read(HttpAnswer answer) {
    Ordered ordered =
        new Ordered(
            samplingRequest.getSampling(),
            samplingRequest.getPrompt().getAssistantPrefix().orElse(""),
            count);
    return new ReplyReader(secrets).read(answer, ordered);
  }

  /**
   * A refusal of several candidates, or of fields that some servers do not know, is followed by a
   * simpler request first.
   */
  @Override
  public boolean mayConcernEvery(Refused refused) {
    boolean isOfPrefix =
        samplingRequest.getPrompt().getAssistantPrefix().isPresent() && refused.isForField();
    return !refused.isSure() && count == 1 && !isOfPrefix;
  }
}
