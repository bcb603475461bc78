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
 */
public record EngineStatus(
    WorkerState state, Optional<String> code, Optional<String> reason, Instant since) {
  /** Returns the status of an engine that can work. */
  public static EngineStatus ready(Instant since) {
    return new EngineStatus(WorkerState.READY, Optional.empty(), Optional.empty(), since);
  }

  /** Returns the status of an engine that is throttled or blocked for this reason. */
  public static EngineStatus hindered(
      WorkerState state, String code, String reason, Instant since) {
    return new EngineStatus(state, Optional.of(code), Optional.of(reason), since);
  }
}
