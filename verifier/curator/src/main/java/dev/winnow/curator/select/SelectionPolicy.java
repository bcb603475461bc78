package dev.winnow.curator.select;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import java.util.List;

/**
 * Selects accepted responses of one prompt, or of a window of prompts. Implementations are pure and
 * thread-safe.
 */
@FunctionalInterface
public interface SelectionPolicy {
  /**
   * Returns the selected responses in the order in which they were taken: {@code take} of them, or
   * all where there are no more.
   *
   * @param accepted accepted responses, those of a prompt with distinct texts, ordered by prompt
   *     and index; each has a score if the plug-in needs one
   * @param take number wanted, at least 1
   */
  List<RatedResponse> select(List<RatedResponse> accepted, int take, CandidateDraws draws);
}
