package dev.winnow.scorer.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.runtime.http.HttpCall;
import dev.winnow.runtime.http.answer.HttpAnswer;
import dev.winnow.runtime.http.answer.JsonAnswers;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.runtime.http.answer.Secrets;
import java.util.List;

/**
 * A question to a judge.
 *
 * @param text the whole question
 * @param names of the criteria, for a reply in JSON
 * @param seed of the judge's sampling, for servers that honour it
 */
record JudgeCall(
    String id,
    String prompt,
    String model,
    String text,
    JudgeOptions options,
    List<String> names,
    int seed,
    Secrets secrets)
    implements HttpCall {
  /** The most that OpenAI and vLLM give. */
  private static final int ALTERNATIVES = 20;

  @Override
  public String path() {
    return "/chat/completions";
  }

  @Override
  public JsonNode body() {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
    body.putArray("messages").addObject().put("role", "user").put("content", text);
    body.put("stream", false)
        .put("max_tokens", options.maxTokens())
        .put("temperature", options.sampledAt())
        .put("seed", seed);
    switch (options.read()) {
      case RATING_TOKENS -> body.put("logprobs", true).put("top_logprobs", ALTERNATIVES);
      case JSON -> putFormat(body);
      case REGEX -> {}
    }
    return body;
  }

  private void putFormat(ObjectNode body) {
    if (options.format() == ReplyFormat.NONE) {
      return;
    }
    ObjectNode format = body.putObject("response_format");
    if (options.format() == ReplyFormat.JSON_OBJECT) {
      format.put("type", "json_object");
      return;
    }
    ObjectNode schema =
        format
            .put("type", "json_schema")
            .putObject("json_schema")
            .put("name", "ratings")
            .put("strict", true)
            .putObject("schema");
    schema.put("type", "object").put("additionalProperties", false);
    ObjectNode properties = schema.putObject("properties");
    names.forEach(name -> properties.putObject(name).put("type", "number"));
    names.forEach(schema.withArray("required")::add);
  }

  @Override
  public Reply read(HttpAnswer answer) {
    return JsonAnswers.read(answer, secrets, JudgeAnswer::read);
  }

  @Override
  public boolean mayConcernEvery(Refused refused) {
    return !refused.isSure();
  }
}
