package dev.winnow.curator.select;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.List;

/**
 * Selects accepted responses of one prompt, or of a window of prompts.
 *
 * <p>Implementations are thread-safe and deterministic: equal arguments give the same selection, so
 * that a pass that runs again after a failure writes the same rows. They keep no state between
 * calls.
 */
@FunctionalInterface
public interface SelectionPolicy {
  /**
   * Returns the selected responses in the order in which they were taken: {@code take} of them, or
   * all if there are no more. A policy may return fewer, but never more, because a longer list is
   * not cut. Each response is from {@code accepted}, unchanged, and occurs once. The list may be
   * mutable; the caller only reads it.
   *
   * <p>An exception stops the curator's thread. The step is then repeated; a record that causes it
   * again is sent to the dead letters.
   *
   * @param accepted at least one accepted response, ordered by prompt and index; those of one
   *     prompt have distinct texts, and those of earlier passes are left out. Each has a score if
   *     {@link SelectionPlugin#needsScores}, otherwise it may have none. Must not be changed
   * @param take number wanted, at least 1; may be larger than the number of responses
   * @param draws the only permitted source of randomness
   */
  List<RatedResponse> select(List<RatedResponse> accepted, int take, CandidateDraws draws);
}
