package dev.winnow.ops.bench;

import java.util.List;
import java.util.Map;

/**
 * A part of a prompt's way, from one moment to the next.
 *
 * @param title for people
 * @param from when it begins, by prompt id, in ms
 * @param to when it ends, by prompt id, in ms
 */
record Hop(String title, Map<String, Long> from, Map<String, Long> to) {
  /** Returns how long the hop took for these prompts, each of which must have both moments. */
  Latencies latencies(List<String> prompts) {
    return new Latencies(
        prompts.stream().map(id -> (double) (moment(to, id) - moment(from, id))).toList());
  }

  private long moment(Map<String, Long> moments, String id) {
    Long moment = moments.get(id);
    if (moment == null) {
      throw new IllegalStateException(
          "the hop '%s' has no record of prompt '%s'".formatted(title, id));
    }
    return moment;
  }
}
