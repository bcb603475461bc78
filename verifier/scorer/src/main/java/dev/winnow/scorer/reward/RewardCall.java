package dev.winnow.scorer.reward;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.HttpCall;
import dev.winnow.runtime.http.answer.HttpAnswer;
import dev.winnow.runtime.http.answer.JsonAnswers;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.runtime.http.answer.Secrets;
import java.util.List;

/**
 * A request for the rewards of some inputs.
 *
 * @param id of the first request among them
 * @param prompt id of its prompt
 * @param raw whether the model's raw output is asked for
 */
record RewardCall(
    Dialect dialect,
    String model,
    List<RewardInput> inputs,
    boolean raw,
    String id,
    String prompt,
    Secrets secrets)
    implements HttpCall {
  @Override
  public String path() {
    return dialect.path();
  }

  @Override
  public JsonNode body() {
    return dialect.request(model, inputs, raw);
  }

  @Override
  public Reply read(HttpAnswer answer) {
    return JsonAnswers.read(
        answer,
        secrets,
        json -> {
          try {
            return RewardAnswer.of(dialect.read(json, inputs.size()), json);
          } catch (MalformedAnswerException e) {
            return JsonAnswers.malformed(String.valueOf(e.getMessage()));
          }
        });
  }

  /** A refusal of several inputs is followed by a request for each. */
  @Override
  public boolean mayConcernEvery(Refused refused) {
    return !refused.isSure() && inputs.size() == 1;
  }
}
