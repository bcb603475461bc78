package dev.winnow.training;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A prompt with its judged responses.
 *
 * @param family kind of the prompt, by which results are shown; {@code -} if unknown
 * @param prompt text of the prompt: the contents of its messages, one per line
 * @param accepted different accepted responses; none that is also rejected
 * @param rejected different rejected responses
 */
public record RewardExample(
    String family, String prompt, List<String> accepted, List<String> rejected) {
  public RewardExample {
    Set<String> right = new LinkedHashSet<>(accepted);
    Set<String> wrong = new LinkedHashSet<>(rejected);
    right.removeAll(wrong);
    accepted = List.copyOf(right);
    rejected = List.copyOf(wrong);
  }

  /** Returns whether it has an accepted and a rejected response. */
  public boolean hasPairs() {
    return !accepted.isEmpty() && !rejected.isEmpty();
  }

  /** Returns the number of pairs of an accepted and a rejected response. */
  public long pairs() {
    return (long) accepted.size() * rejected.size();
  }
}
