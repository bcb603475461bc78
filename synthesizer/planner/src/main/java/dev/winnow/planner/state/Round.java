package dev.winnow.planner.state;

/**
 * The round that a prompt is in.
 *
 * @param first index of its first candidate
 * @param acceptedBefore candidates accepted in earlier rounds
 * @param leased whether its candidates come out of a quota lease, so that their use is reported
 * @param tokens generated for its judged candidates
 * @param attempt the latest order of its missing candidates
 */
public record Round(int first, int acceptedBefore, boolean leased, long tokens, Attempt attempt) {
  static Round first(int first, int acceptedBefore, boolean leased, long now) {
    return new Round(first, acceptedBefore, leased, 0, Attempt.first(now));
  }

  Round heard(int moreTokens, long now) {
    return new Round(first, acceptedBefore, leased, tokens + moreTokens, attempt.heard(now));
  }

  Round again(long now) {
    return with(attempt.next(now));
  }

  Round wasOvertaken() {
    return with(attempt.wasOvertaken());
  }

  /** Its missing candidates are ordered anew, after the prompt had failed. */
  Round reopened(long now) {
    return new Round(first, acceptedBefore, false, 0, Attempt.first(now));
  }

  private Round with(Attempt other) {
    return new Round(first, acceptedBefore, leased, tokens, other);
  }
}
