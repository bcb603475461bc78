package dev.winnow.worker.engine.openai.throttle;

import dev.winnow.schemas.WorkerState;
import java.time.Instant;

/**
 * Why a server is not asked as often as it could be.
 *
 * @param state THROTTLED or BLOCKED
 * @param code a code in capitals
 * @param reason one bounded line without secrets
 * @param since when it began
 */
record Hindrance(WorkerState state, String code, String reason, Instant since) {
  /** The latest that was heard, of a condition that began earlier. */
  Hindrance nowSaying(String newCode, String newReason) {
    return new Hindrance(state, newCode, newReason, since);
  }
}
