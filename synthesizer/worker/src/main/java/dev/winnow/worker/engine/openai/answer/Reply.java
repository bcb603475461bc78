package dev.winnow.worker.engine.openai.answer;

import dev.winnow.worker.engine.openai.answer.Choice.Counted;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one request. The types say whom it concerns: this request, or every request to the
 * server. Reasons are bounded, fit a line of a log, and hold no key.
 */
public sealed interface Reply {
  /** An answer with at least one choice. */
  record Answered(List<Counted> choices) implements Reply {}

  /**
   * The server refuses this request.
   *
   * @param code as in {@link dev.winnow.schemas.FailureCodes}
   * @param isSure whether it would refuse it again, whatever the number of candidates asked for
   * @param status of the answer
   */
  record Refused(String code, String reason, boolean isSure, int status) implements Reply {
    /** Whether it says that several candidates at once are why. */
    public boolean isForNumber() {
      return ErrorKind.SEVERAL.is(reason);
    }

    /** Whether it says that it does not know a field of the request. */
    public boolean isForField() {
      return ErrorKind.FIELD.is(reason);
    }
  }

  /**
   * The server answered, but with no chat completion.
   *
   * @param code as in {@link dev.winnow.schemas.FailureCodes}
   * @param tokens what the answer cost
   * @param isEstimated whether that is an estimate
   * @param mayPass whether asking again may help
   */
  record Malformed(String code, String reason, long tokens, boolean isEstimated, boolean mayPass)
      implements Reply {}

  /**
   * The server asks every request to wait.
   *
   * @param code a code in capitals
   * @param pause for how long, where it says so
   */
  record Throttled(String code, String reason, Optional<Duration> pause) implements Reply {}

  /**
   * The server fails, at this request or at all of them.
   *
   * @param code a code in capitals
   * @param pause how long it asks to wait, where it says so
   */
  record Faulty(String code, String reason, Optional<Duration> pause) implements Reply {}

  /**
   * The server will answer nobody until somebody mends something: a key, a model's name, an
   * address.
   *
   * @param code a code in capitals
   */
  record Blocked(String code, String reason) implements Reply {}
}
