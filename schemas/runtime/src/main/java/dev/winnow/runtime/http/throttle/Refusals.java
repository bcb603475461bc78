package dev.winnow.runtime.http.throttle;

import java.util.HashSet;
import java.util.Set;

/**
 * Consecutive refusals of prompts, with no accepted request in between. A few refusals concern
 * those prompts only; {@value #EVERY} different prompts rejected with the same status mean that the
 * server rejects every request, for example because of a field that it does not know.
 *
 * <p>Not thread-safe.
 */
final class Refusals {
  static final int EVERY = 8;

  private final Set<String> prompts = new HashSet<>();
  private int status;

  /** Adds a refusal. @return false when this prompt was rejected before */
  boolean add(String prompt, int newStatus) {
    if (newStatus != status) {
      prompts.clear();
      status = newStatus;
    }
    return prompts.size() < EVERY && prompts.add(prompt);
  }

  /** Returns whether the server rejects every request. */
  boolean areOfEveryRequest() {
    return prompts.size() >= EVERY;
  }

  /** Records that a request was accepted: earlier refusals concerned only their own requests. */
  void clear() {
    prompts.clear();
  }
}
