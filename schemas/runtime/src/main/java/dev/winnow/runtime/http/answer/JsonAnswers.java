package dev.winnow.runtime.http.answer;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.Reply.Faulty;
import dev.winnow.runtime.http.answer.Reply.Malformed;
import dev.winnow.schemas.FailureCodes;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads answers that are one JSON document. */
public final class JsonAnswers {
  private static final int OK = 200;

  private JsonAnswers() {}

  /**
   * Reads an answer: a status other than 200, a page or nothing, an error with status 200, or what
   * the reader makes of its JSON.
   *
   * @param secrets masked everywhere
   * @param reader reads the document of an answer that is no error
   */
  public static Reply read(HttpAnswer answer, Secrets secrets, Function<JsonNode, Reply> reader) {
    ResponseBody body = ResponseBody.of(answer.body(), secrets);
    if (answer.status() != OK) {
      return Statuses.of(
          answer.status(), body.json(), ServerText.message(body), answer.retryAfter());
    }
    if (answer.cut()) {
      return malformed("the answer is larger than this worker reads");
    }
    if (body.json().isEmpty()) {
      return unlikeAnAnswer(answer, body)
          .orElseGet(() -> malformed("the answer is not JSON: " + ServerText.line(body.text())));
    }
    JsonNode json = body.json().get();
    if (json.hasNonNull("error") || json.path("object").asText("").equals("error")) {
      JsonNode error = json.hasNonNull("error") ? json.get("error") : json;
      String message = ServerText.message(json).orElse("(nothing)");
      int status = Statuses.within(error, message);
      return Statuses.of(status, body.json(), message, answer.retryAfter());
    }
    return reader.apply(json);
  }

  /**
   * A page or an empty body instead of an answer comes from a proxy, a server that starts, or
   * another program, and concerns all requests. Empty where the body is neither.
   */
  public static Optional<Reply> unlikeAnAnswer(HttpAnswer answer, ResponseBody body) {
    boolean isPage =
        answer.contentType().toLowerCase(Locale.ROOT).startsWith("text/html")
            || body.text().stripLeading().startsWith("<");
    if (isPage) {
      return Optional.of(
          faulty(
              "NOT_AN_API", "the server answers with a page instead of JSON; check the base URL"));
    }
    return body.text().isBlank()
        ? Optional.of(faulty("EMPTY_ANSWER", "the server answers with an empty body"))
        : Optional.empty();
  }

  private static Reply faulty(String code, String reason) {
    return new Faulty(code, reason, Optional.empty());
  }

  /** Returns an answer that says nothing; the same request may get a better one. */
  public static Malformed malformed(String reason) {
    return new Malformed(FailureCodes.MALFORMED_ANSWER, reason, 0, true, true);
  }
}
