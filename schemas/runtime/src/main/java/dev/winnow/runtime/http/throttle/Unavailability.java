package dev.winnow.runtime.http.throttle;

import dev.winnow.schemas.WorkerState;
import java.time.Instant;

/**
 * Why a server gets fewer requests than it could.
 *
 * @param state THROTTLED or BLOCKED
 * @param code a code in capitals
 * @param reason one bounded line without secrets
 * @param since when it began
 */
record Unavailability(WorkerState state, String code, String reason, Instant since) {
  /** Returns the same condition, with its earlier beginning, and the latest reason. */
  Unavailability nowSaying(String newCode, String newReason) {
    return new Unavailability(state, newCode, newReason, since);
  }
}
