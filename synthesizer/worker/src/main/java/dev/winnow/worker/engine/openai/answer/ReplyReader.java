package dev.winnow.worker.engine.openai.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.schemas.FailureCodes;
import dev.winnow.worker.engine.openai.answer.Choice.Counted;
import dev.winnow.worker.engine.openai.answer.Reply.Answered;
import dev.winnow.worker.engine.openai.answer.Reply.Faulty;
import dev.winnow.worker.engine.openai.answer.Reply.Malformed;
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
      return unreadable(type, body, ordered.maxTokens());
    }
    return error(json.get(), answer.retryAfter())
        .orElseGet(() -> choices(json.get(), body, ordered));
  }

  /**
   * Returns the text without keys, on one bounded line: for text that was not read from an answer.
   */
  public String line(String text) {
    return ServerText.line(secrets.mask(text));
  }

  /**
   * A page instead of an answer comes from a proxy, or another program, and concerns all requests.
   */
  private static Reply unreadable(String contentType, ResponseBody body, long maxTokens) {
    if (contentType.startsWith("text/html") || body.text().stripLeading().startsWith("<")) {
      return new Faulty(
          "NOT_AN_API",
          "the server answers with a page instead of JSON; check the base URL",
          Optional.empty());
    }
    return malformed(
        FailureCodes.MALFORMED_ANSWER,
        "the answer is not JSON: " + ServerText.line(body.text()),
        TokenCount.ofText(body.text(), maxTokens),
        true);
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
    return new Answered(counted);
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
