package dev.winnow.worker.engine.replay;

/** What a candidate gets whose index lies beyond the recording of its prompt. */
public enum Exhausted {
  /** It fails, with this as the reason. */
  FAIL,
  /** The recording begins again. */
  REPEAT
}
