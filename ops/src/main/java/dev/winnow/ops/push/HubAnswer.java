package dev.winnow.ops.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.ResponseBody;
import dev.winnow.runtime.http.answer.ServerText;
import java.net.http.HttpHeaders;
import java.util.Locale;
import java.util.Optional;

/**
 * An answer of the hub, with the token masked.
 *
 * @param status HTTP status
 */
record HubAnswer(int status, HttpHeaders headers, ResponseBody body) {
  private static final int MAX_CHARS = 300;

  boolean isGood() {
    return status >= 200 && status < 300;
  }

  /** Returns whether the same request may succeed later. */
  boolean mayPass() {
    return status == 408 || status == 429 || status >= 500;
  }

  /**
   * Returns the JSON of a good answer.
   *
   * @param what what was asked for, in words
   * @throws HubException if the hub refuses, or answers with something else
   */
  JsonNode json(String what) throws HubException {
    requireGood(what);
    Optional<JsonNode> json = body.json().filter(JsonNode::isContainerNode);
    if (json.isEmpty()) {
      throw new HubException(
          "%s: the answer is %s, not JSON; is the endpoint the address of a hub?"
              .formatted(what, isPage() ? "an HTML page" : "'" + text() + "'"));
    }
    return json.get();
  }

  /**
   * Checks that the hub agrees.
   *
   * @throws HubException if it does not; the message says what to do
   */
  void requireGood(String what) throws HubException {
    if (isGood()) {
      return;
    }
    String says = "%s: the hub says %d: %s".formatted(what, status, text());
    throw new HubException(
        switch (status) {
          case 401 -> says + "; is the token right, and not expired?";
          case 403 -> says + "; may the token write to this repository?";
          case 404 -> says + "; are endpoint, repository and revision right?";
          case 412 -> says + "; the repository has changed meanwhile: push again";
          case 413 -> says + "; compact the dataset to Parquet, or push fewer files";
          default ->
              status >= 300 && status < 400
                  ? "%s; it redirects to '%s': give that endpoint or repository"
                      .formatted(says, headers.firstValue("Location").orElse("nowhere"))
                  : says;
        });
  }

  private String text() {
    if (isPage()) {
      return "(an HTML page)";
    }
    String message = ServerText.message(body);
    return message.length() > MAX_CHARS ? message.substring(0, MAX_CHARS) + "..." : message;
  }

  private boolean isPage() {
    return headers
        .firstValue("Content-Type")
        .filter(type -> type.toLowerCase(Locale.ROOT).startsWith("text/html"))
        .isPresent();
  }
}
