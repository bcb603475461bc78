package dev.winnow.verifier.check;

import java.util.Optional;

/**
 * Judges an answer. Implementations are immutable, thread-safe and deterministic, never throw for
 * what an answer or reference contains, and bound their time and memory by the text's length.
 *
 * <p>What the answer is, and how several references count, is decided before: see {@link
 * ResponseCheck}, the only way to a check.
 */
public interface CandidateCheck {
  /**
   * Name and version, as verdicts carry it: {@code math/1}. The version grows when findings change.
   */
  String version();

  /** The finding on the answer part of a response that was sampled to its end; never blank. */
  Finding check(Question question, String answer);

  /**
   * Why no answer could be judged by this reference, as a sentence that says how to mend it; empty
   * when it can be used.
   *
   * @param reference empty when the prompt has none
   */
  Optional<String> misfit(Optional<String> reference);
}
