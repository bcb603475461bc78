package dev.winnow.ops.console;

import dev.winnow.producers.gateway.RecordStore;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.ReplacedVerdict;
import dev.winnow.schemas.Verdict;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Verdicts by recipe, outcome and reason; a verdict that replaces another counts in its place. At
 * most {@value #MAX} combinations are told apart, which bounds the memory; those after count under
 * the reason {@value #MORE}. Not thread-safe.
 */
final class ReasonCounts {
  static final int MAX = 1_000;
  static final String MORE = "OTHER_REASONS";

  private final Map<Key, Long> counts = new HashMap<>();
  private final StoredTable<Key, Long> stored = new StoredTable<>("reasons", Key.class, Long.class);

  /** A combination. */
  record Key(String recipe, Outcome outcome, String reason) {}

  /**
   * How many verdicts have a reason.
   *
   * @param reason reason code
   */
  record Count(String recipe, Outcome outcome, String reason, long count) {}

  /** Reads the counts that were saved. */
  void load(RecordStore store) {
    stored.load(store, counts::put);
  }

  /** Writes the counts into the store. */
  void save(RecordStore store) {
    stored.save(store, key -> Optional.ofNullable(counts.get(key)));
  }

  /** Counts a verdict; returns under what, and how many there were before. */
  Count add(Verdict verdict) {
    verdict.getReplaces().ifPresent(replaced -> remove(verdict.getRecipe(), replaced));
    Key key = known(new Key(verdict.getRecipe(), verdict.getOutcome(), verdict.getReason()));
    long before = counts.getOrDefault(key, 0L);
    counts.put(key, before + 1);
    stored.changed(key);
    return new Count(key.recipe(), key.outcome(), key.reason(), before);
  }

  /** Returns the counts, the largest first. */
  List<Count> list() {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(
            entry ->
                new Count(
                    entry.getKey().recipe(),
                    entry.getKey().outcome(),
                    entry.getKey().reason(),
                    entry.getValue()))
        .sorted(
            Comparator.comparingLong(Count::count)
                .reversed()
                .thenComparing(Count::recipe)
                .thenComparing(Count::reason))
        .toList();
  }

  /** The replaced verdict may be gone from the topic: then it was never counted. */
  private void remove(String recipe, ReplacedVerdict replaced) {
    Key key = known(new Key(recipe, replaced.getOutcome(), replaced.getReason()));
    counts.computeIfPresent(key, (same, count) -> Math.max(0, count - 1));
    stored.changed(key);
  }

  private Key known(Key key) {
    return counts.containsKey(key) || counts.size() < MAX
        ? key
        : new Key(MORE, key.outcome(), MORE);
  }
}
