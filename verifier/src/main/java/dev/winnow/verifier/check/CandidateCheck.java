package dev.winnow.verifier.check;

import dev.winnow.schemas.Prompt;

/**
 * Judges a response. Implementations are immutable, thread-safe and deterministic, never throw for
 * what a response or reference contains, and bound their time and memory by the text's length.
 */
public interface CandidateCheck {
  /**
   * Name and version, as verdicts carry it: {@code math/1}. The version grows when findings change.
   */
  String version();

  /** The finding on a response that was sampled to its end. */
  Finding check(Prompt prompt, String response);
}
