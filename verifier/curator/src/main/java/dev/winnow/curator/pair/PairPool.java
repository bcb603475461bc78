package dev.winnow.curator.pair;

import dev.winnow.curator.group.RatedResponse;
import java.util.List;

/**
 * The responses of one prompt that may be in pairs: judged by the same checks and scorers,
 * finished, with distinct texts, in index order.
 *
 * @param all accepted and rejected ones
 */
public record PairPool(List<RatedResponse> all) {
  public PairPool {
    all = List.copyOf(all);
  }

  /** Returns the accepted ones, in index order. */
  public List<RatedResponse> accepted() {
    return all.stream().filter(RatedResponse::isAccepted).toList();
  }

  /** Returns the rejected ones, in index order. */
  public List<RatedResponse> rejected() {
    return all.stream().filter(response -> !response.isAccepted()).toList();
  }
}
