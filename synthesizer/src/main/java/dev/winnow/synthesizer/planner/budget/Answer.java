package dev.winnow.synthesizer.planner.budget;

/** What a budget says to a claim. */
sealed interface Answer {
  /** So many of the candidates asked for, at least 1. */
  record Granted(int candidates) implements Answer {}

  /** What is outstanding may take less than is set aside for it: ask again when it is judged. */
  record Later() implements Answer {}

  /**
   * It is spent.
   *
   * @param isForThisHour whether the next hour allows more; else only a larger budget does
   */
  record Refused(String reason, boolean isForThisHour) implements Answer {}
}
