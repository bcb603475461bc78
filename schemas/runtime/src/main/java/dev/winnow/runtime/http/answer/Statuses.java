package dev.winnow.runtime.http.answer;

import static dev.winnow.schemas.FailureCodes.CONTENT_FILTER;
import static dev.winnow.schemas.FailureCodes.CONTEXT_LENGTH;
import static dev.winnow.schemas.FailureCodes.REFUSED_REQUEST;
import static dev.winnow.schemas.FailureCodes.SERVER_ERROR;

import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.runtime.http.answer.Reply.Blocked;
import dev.winnow.runtime.http.answer.Reply.Faulty;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.runtime.http.answer.Reply.Throttled;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Classifies an error by its status and its text.
 *
 * <ul>
 *   <li>An error about the prompt (its length, its content) concerns this request, whatever the
 *       status.
 *   <li>400, 413 and 422 concern this request as well.
 *   <li>429 and equivalent texts concern all requests, temporarily.
 *   <li>408, 425, 5xx, a 403 and a redirect may be either.
 *   <li>Everything else (a wrong key, model or path, a used-up quota) concerns every request.
 * </ul>
 */
public final class Statuses {
  private static final int MAX_STATUS = 599;
  private static final Set<String> MAY_BE_OF_ONE_REQUEST =
      Set.of("FORBIDDEN", "REDIRECTED", "NOT_AN_API");

  private Statuses() {}

  /** Classifies an answer whose status is not 200. */
  public static Reply of(
      int status, Optional<JsonNode> json, String message, Optional<Duration> wait) {
    String textOf = ErrorKind.textOf(json, message);
    String reason = "the server says %d: %s".formatted(status, message);
    boolean isClientError = status >= 400 && status < 500 && status != 429;
    if (isClientError && status != 401 && ErrorKind.CONTEXT.is(textOf)) {
      return new Refused(CONTEXT_LENGTH, reason, true, status);
    }
    if (isClientError && status != 401 && ErrorKind.MODERATION.is(textOf)) {
      return new Refused(CONTENT_FILTER, reason, true, status);
    }
    return switch (status) {
      case 400, 413, 422 -> refused(status, textOf, reason);
      case 429 -> throttled(textOf, reason, wait);
      case 408, 425 -> new Faulty("TIMEOUT", reason, wait);
      default ->
          status >= 500
              ? new Faulty(SERVER_ERROR, reason, wait)
              : unlessOfThisRequest(blockedBy(status, textOf), reason);
    };
  }

  /** Returns the status that corresponds to an error inside an answer with status 200. */
  public static int within(JsonNode error, String message) {
    int code = error.path("code").asInt(error.path("status").asInt(0));
    if (code >= 400 && code <= MAX_STATUS) {
      return code;
    }
    String textOf =
        "%s %s %s".formatted(message, error.path("type").asText(""), error.path("code").asText(""));
    if (ErrorKind.QUOTA.is(textOf) || ErrorKind.RATE.is(textOf)) {
      return 429;
    }
    if (ErrorKind.KEY.is(textOf)) {
      return 401;
    }
    if (ErrorKind.MODEL.is(textOf)) {
      return 404;
    }
    boolean isAboutRequest =
        ErrorKind.CONTEXT.is(textOf)
            || ErrorKind.MODERATION.is(textOf)
            || textOf.contains("invalid_request")
            || textOf.contains("BadRequest");
    return isAboutRequest ? 400 : 500;
  }

  private static Reply refused(int status, String textOf, String reason) {
    if (ErrorKind.KEY.is(textOf)) {
      return new Blocked("WRONG_KEY", reason);
    }
    if (ErrorKind.QUOTA.is(textOf)) {
      return new Blocked("QUOTA_SPENT", reason);
    }
    return ErrorKind.MODEL.is(textOf)
        ? new Blocked("UNKNOWN_MODEL", reason)
        : new Refused(REFUSED_REQUEST, reason, false, status);
  }

  /** A filter in front of a server may answer a single request with a page, a redirect or a 403. */
  private static Reply unlessOfThisRequest(String code, String reason) {
    String advice = reason + "; check base URL, model and API key";
    return MAY_BE_OF_ONE_REQUEST.contains(code)
        ? new Faulty(code, advice, Optional.empty())
        : new Blocked(code, advice);
  }

  private static Reply throttled(String textOf, String reason, Optional<Duration> wait) {
    return ErrorKind.QUOTA.is(textOf) && wait.isEmpty()
        ? new Blocked("QUOTA_SPENT", reason)
        : new Throttled("RATE_LIMITED", reason, wait);
  }

  private static String blockedBy(int status, String textOf) {
    return switch (status) {
      case 401 -> "WRONG_KEY";
      case 402 -> "QUOTA_SPENT";
      case 403 -> ErrorKind.QUOTA.is(textOf) ? "QUOTA_SPENT" : "FORBIDDEN";
      case 404 -> ErrorKind.MODEL.is(textOf) ? "UNKNOWN_MODEL" : "NOT_FOUND";
      default -> status < 400 ? "REDIRECTED" : "NOT_AN_API";
    };
  }
}
