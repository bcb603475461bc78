package dev.winnow.worker.engine.replay;

/** The handling of a candidate whose index is beyond the recording of its prompt. */
public enum Exhausted {
  /** The candidate fails, with this as the reason. */
  FAIL,
  /** The recording starts again from the beginning. */
  REPEAT
}
