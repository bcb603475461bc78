package dev.winnow.worker.engine.openai.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.HttpAnswer;
import dev.winnow.runtime.http.answer.JsonAnswers;
import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Malformed;
import dev.winnow.runtime.http.answer.ResponseBody;
import dev.winnow.runtime.http.answer.Secrets;
import dev.winnow.runtime.http.answer.ServerText;
import dev.winnow.runtime.http.answer.Statuses;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.worker.engine.openai.answer.Choice.Counted;
import dev.winnow.worker.engine.openai.answer.TokenCount.Discarded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the server's answers: everything that is logged, published or used for a decision is read
 * here.
 *
 * @param secrets masked everywhere
 */
public record ReplyReader(Secrets secrets) {
  private static final int OK = 200;

  /** Reads an answer. */
  public Reply read(HttpAnswer answer, Ordered ordered) {
    ResponseBody body = ResponseBody.of(answer.body(), secrets);
    if (answer.status() != OK) {
      return Statuses.of(
          answer.status(), body.json(), ServerText.message(body), answer.retryAfter());
    }
    if (answer.cut()) {
      return malformed(
          FailureCodes.TOO_LARGE,
          "the answer is larger than this worker reads; lower max_tokens",
          TokenCount.ofText(body.text(), ordered.maxTokens()),
          false);
    }
    String type = answer.contentType().toLowerCase(Locale.ROOT);
    Optional<JsonNode> json =
        EventStream.is(type, body.text())
            ? EventStream.assemble(body.text(), secrets)
            : body.json();
    if (json.isEmpty()) {
      return JsonAnswers.unlikeAnAnswer(answer, body)
          .orElseGet(
              () ->
                  malformed(
                      FailureCodes.MALFORMED_ANSWER,
                      "the answer is not JSON: " + ServerText.line(body.text()),
                      TokenCount.ofText(body.text(), ordered.maxTokens()),
                      true));
    }
    return error(json.get(), answer.retryAfter())
        .orElseGet(() -> choices(json.get(), body, ordered));
  }

  private static Reply malformed(String code, String reason, Discarded cost, boolean mayPass) {
    return new Malformed(code, reason, cost.tokens(), cost.isEstimated(), mayPass);
  }

  private static Optional<Reply> error(JsonNode tree, Optional<Duration> wait) {
    boolean isError = "error".equals(tree.path("object").asText(""));
    JsonNode error = isError ? tree : tree.path("error");
    if (!isError && (!tree.hasNonNull("error") || tree.path("choices").size() > 0)) {
      return Optional.empty();
    }
    String message = ServerText.message(tree).orElse("(nothing)");
    int status = Statuses.within(error, message);
    return Optional.of(Statuses.of(status, Optional.of(tree), message, wait));
  }

  private static Reply choices(JsonNode tree, ResponseBody body, Ordered ordered) {
    List<JsonNode> distinct = distinct(tree.path("choices"));
    if (distinct.isEmpty()) {
      String detail = ServerText.message(tree).map(text -> "; it says: " + text).orElse("");
      return malformed(
          FailureCodes.MALFORMED_ANSWER,
          "the answer has no choices" + detail,
          TokenCount.ofNoChoices(tree.path("usage"), body.text(), ordered.maxTokens()),
          true);
    }
    List<Choice> read =
        distinct.stream()
            .limit(ordered.choices())
            .map(choice -> CompletionReader.read(choice, ordered))
            .toList();
    List<Counted> counted =
        TokenCount.of(
            tree.path("usage"),
            read,
            Math.max(ordered.choices(), Math.max(distinct.size(), tree.path("choices").size())),
            ordered.sampling().getMaxTokens());
    return new Completions(counted);
  }

  /** A choice that occurs twice with the same number is one sample, not two. */
  private static List<JsonNode> distinct(JsonNode choices) {
    List<JsonNode> distinct = new ArrayList<>();
    Map<Integer, JsonNode> byIndex = new HashMap<>();
    if (choices.isArray()) {
      for (JsonNode choice : choices) {
        JsonNode index = choice.path("index");
        JsonNode before = index.isInt() ? byIndex.put(index.intValue(), choice) : null;
        if (!choice.equals(before)) {
          distinct.add(choice);
        }
      }
    }
    return distinct;
  }
}
