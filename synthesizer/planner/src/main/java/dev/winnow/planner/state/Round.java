package dev.winnow.planner.state;

/**
 * The round that a prompt is in.
 *
 * @param first index of its first candidate
 * @param acceptedBefore candidates accepted in earlier rounds
 * @param leased whether its candidates come out of a quota lease, so that their use is reported
 * @param attempt the latest order of its missing candidates
 */
public record Round(int first, int acceptedBefore, boolean leased, Attempt attempt) {
  Round heard(long now) {
    return with(attempt.heard(now));
  }

  Round again(long now) {
    return with(attempt.next(now));
  }

  Round wasOvertaken() {
    return with(attempt.wasOvertaken());
  }

  /** Its missing candidates are ordered anew, after the prompt had failed. */
  Round reopened(long now) {
    return new Round(first, acceptedBefore, false, Attempt.first(now));
  }

  private Round with(Attempt other) {
    return new Round(first, acceptedBefore, leased, other);
  }
}
