package dev.winnow.synthesizer.engine.openai;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What became of one request. The reasons are bounded and fit a line of a log. */
sealed interface Reply {
  /** An answer with at least one choice. */
  record Answered(List<Choice> choices) implements Reply {}

  /**
   * A fault that may pass.
   *
   * @param retryAfter how long the server asks to wait
   */
  record Fault(String reason, Optional<Duration> retryAfter) implements Reply {}

  /** The server will never answer this request. */
  record Refused(String reason) implements Reply {}

  /** The server will answer nobody's request until an operator mends the configuration. */
  record Misconfigured(String reason) implements Reply {}
}
