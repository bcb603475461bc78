package dev.winnow.curator.recipe;

import dev.winnow.curator.group.CandidateDraws;
import dev.winnow.curator.group.RatedResponse;
import dev.winnow.curator.select.SelectionPolicy;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.PluginCalls;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Selects nothing where the code of a selection policy fails, because no policy may stop the
 * stream.
 *
 * @param name name for messages
 */
record GuardedSelection(String name, SelectionPolicy policy) implements SelectionPolicy {
  private static final Logger LOG = LoggerFactory.getLogger(GuardedSelection.class);

  @Override
  public List<RatedResponse> select(List<RatedResponse> accepted, int take, CandidateDraws draws) {
    try {
      return PluginCalls.guarded(
          name, () -> checked(policy.select(accepted, take, draws), accepted));
    } catch (BadOptionsException e) {
      LOG.error("prompt={} event=policy-failed policy={}", accepted.getFirst().promptId(), name, e);
      return List.of();
    }
  }

  /** Only what was offered has rows, and each of them is written once. */
  private static List<RatedResponse> checked(
      List<RatedResponse> chosen, List<RatedResponse> accepted) {
    Set<RatedResponse> left = new HashSet<>(accepted);
    for (RatedResponse response : chosen) {
      if (!left.remove(response)) {
        throw new IllegalStateException("it selected a response twice, or one that is not there");
      }
    }
    return List.copyOf(chosen);
  }
}
