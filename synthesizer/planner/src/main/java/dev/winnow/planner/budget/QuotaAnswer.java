package dev.winnow.planner.budget;

/** What a budget says to a quota request. */
sealed interface QuotaAnswer {
  /** So many of the candidates asked for, at least 1. */
  record Granted(int candidates) implements QuotaAnswer {}

  /**
   * It is spent, or set aside for what is outstanding. Whoever is told so gives up its place in its
   * pool: what is outstanding might wait for just that place.
   *
   * @param isForThisHour whether it goes on by itself, when an hour begins or what is outstanding
   *     is judged; else only a larger budget lets it
   */
  record Refused(String reason, boolean isForThisHour) implements QuotaAnswer {}
}
