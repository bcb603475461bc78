package dev.winnow.worker.engine.openai.throttle;

import java.util.HashSet;
import java.util.Set;

/**
 * Prompts that a server refused one after the other, with none accepted in between. A few refusals
 * are those prompts' own; {@value #EVERY} different prompts refused with the same status mean that
 * the server refuses every request, say for a field that it does not know.
 *
 * <p>Not thread-safe.
 */
final class Refusals {
  static final int EVERY = 8;

  private final Set<String> prompts = new HashSet<>();
  private int status;

  /**
   * Another refusal.
   *
   * @return false when this prompt was refused before
   */
  boolean add(String prompt, int newStatus) {
    if (newStatus != status) {
      prompts.clear();
      status = newStatus;
    }
    return prompts.size() < EVERY && prompts.add(prompt);
  }

  /** Whether the server refuses every request. */
  boolean areOfEveryRequest() {
    return prompts.size() >= EVERY;
  }

  /** A request was accepted: what was refused before it, was refused for itself. */
  void clear() {
    prompts.clear();
  }
}
