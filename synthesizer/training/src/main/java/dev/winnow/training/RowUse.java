package dev.winnow.training;

/** What a tuning does with a row of the stream that it follows. */
enum RowUse {
  /** A step learns from it. */
  LEARNED,
  /** It is measured and not learned from, because its prompt is held out. */
  HELD_OUT,
  /**
   * It is neither learned from nor measured, because it is longer than the model's context, or the
   * chat template refuses it.
   */
  LEFT_OUT
}
