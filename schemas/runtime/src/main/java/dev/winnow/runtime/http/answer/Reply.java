package dev.winnow.runtime.http.answer;

import java.time.Duration;
import java.util.Optional;

/**
 * The result of one request. The type determines whether it concerns this request, or every request
 * to the server. Reasons are bounded, fit into a line of a log, and hold no key.
 */
public sealed interface Reply {
  /** An answer that could be read; what it holds depends on the interface of the server. */
  non-sealed interface Answered extends Reply {}

  /**
   * The server rejects this request.
   *
   * @param code as in {@link dev.winnow.schemas.FailureCodes}
   * @param isSure whether it would reject the request again, whatever else is in it: the reason is
   *     its content or its length
   * @param status HTTP status of the answer
   */
  record Refused(String code, String reason, boolean isSure, int status) implements Reply {
    /** Returns whether the server names several candidates per request as the reason. */
    public boolean isForNumber() {
      return ErrorKind.SEVERAL.is(reason);
    }

    /** Returns whether the server says that it does not know a field of the request. */
    public boolean isForField() {
      return ErrorKind.FIELD.is(reason);
    }
  }

  /**
   * The server's answer cannot be read.
   *
   * @param code as in {@link dev.winnow.schemas.FailureCodes}
   * @param tokens number of tokens that the answer cost
   * @param isEstimated whether that is an estimate
   * @param mayPass whether a retry may help
   */
  record Malformed(String code, String reason, long tokens, boolean isEstimated, boolean mayPass)
      implements Reply {}

  /**
   * The server asks every request to wait.
   *
   * @param code a code in capitals
   * @param pause for how long, if the server says so
   */
  record Throttled(String code, String reason, Optional<Duration> pause) implements Reply {}

  /**
   * The server fails, for this request or for all.
   *
   * @param code a code in capitals
   * @param pause how long it asks to wait, if it says so
   */
  record Faulty(String code, String reason, Optional<Duration> pause) implements Reply {}

  /**
   * The server will answer no requests until a person fixes something: a key, a model's name, an
   * address.
   *
   * @param code a code in capitals
   */
  record Blocked(String code, String reason) implements Reply {}
}
