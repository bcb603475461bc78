package dev.winnow.runtime.pool;

import dev.winnow.schemas.WorkerState;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether an engine can work at present.
 *
 * @param state READY, THROTTLED or BLOCKED
 * @param code why it cannot, such as {@code WRONG_KEY}; empty when READY
 * @param reason the reason in words, one bounded line without secrets; empty when READY
 * @param since when it entered the state
 * @param nextRequestAt when its server is asked again; empty when READY, and where it is not known
 */
public record EngineStatus(
    WorkerState state,
    Optional<String> code,
    Optional<String> reason,
    Instant since,
    Optional<Instant> nextRequestAt) {
  /** Returns the status of an engine that can work. */
  public static EngineStatus ready(Instant since) {
    return new EngineStatus(
        WorkerState.READY, Optional.empty(), Optional.empty(), since, Optional.empty());
  }

  /** Returns the status of an engine that is throttled or blocked for this reason. */
  public static EngineStatus unavailable(
      WorkerState state, String code, String reason, Instant since) {
    return new EngineStatus(state, Optional.of(code), Optional.of(reason), since, Optional.empty());
  }

  /** Returns the same status of an engine whose server is asked again at this time. */
  public EngineStatus askedAgainAt(Instant time) {
    return new EngineStatus(state, code, reason, since, Optional.of(time));
  }

  /** Returns whether the other status says the same, apart from when the server is asked again. */
  boolean isLike(EngineStatus other) {
    return state == other.state
        && code.equals(other.code)
        && reason.equals(other.reason)
        && since.equals(other.since);
  }
}
