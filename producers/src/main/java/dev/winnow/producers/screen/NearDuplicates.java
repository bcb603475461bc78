package dev.winnow.producers.screen;

import dev.winnow.schemas.similar.MinHash;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds texts that are nearly the same as an earlier one: locality-sensitive hashing of MinHash
 * signatures (Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", chapter 3), 25 bands of
 * 5 places over word 3-grams. A pair with a Jaccard index of 0.8 is found with a probability of
 * 0.9999, one of 0.6 with 0.87; then the signatures decide. Only the latest texts are remembered.
 * Thread-safe.
 */
public final class NearDuplicates {
  /** About 2 KB each. */
  public static final int DEFAULT_MOST = 200_000;

  private static final int BANDS = 25;
  private static final int ROWS = 5;
  private static final int WORDS = 3;

  private final double similarity;
  private final int most;
  private final Map<String, MinHash> signatures = new LinkedHashMap<>();
  private final Map<Long, List<String>> idsByBand = new HashMap<>();

  /**
   * @param similarity least estimated Jaccard index of near duplicates, above 0, at most 1
   * @param most number of texts that are remembered, at least 1
   */
  public NearDuplicates(double similarity, int most) {
    if (!(similarity > 0 && similarity <= 1)) {
      throw new IllegalArgumentException(
          "near duplicates: want a similarity above 0 and up to 1, not " + similarity);
    }
    this.similarity = similarity;
    this.most = most;
  }

  /**
   * Remembers a text and returns the id of an earlier one that is nearly the same, the most similar
   * of them. A text is no duplicate of one with its own id. A duplicate is not remembered.
   */
  public synchronized Optional<String> findOrAdd(String id, String text) {
    MinHash signature = MinHash.of(text, WORDS);
    Optional<String> found = find(id, signature);
    if (found.isEmpty()) {
      add(id, signature);
    }
    return found;
  }

  private Optional<String> find(String id, MinHash signature) {
    String best = null;
    double highest = 0;
    for (int band = 0; band < BANDS; band++) {
      for (String other : idsByBand.getOrDefault(signature.band(band, ROWS), List.of())) {
        MinHash known = signatures.get(other);
        double similar = known == null || other.equals(id) ? 0 : known.similarity(signature);
        if (similar >= similarity && similar > highest) {
          best = other;
          highest = similar;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private void add(String id, MinHash signature) {
    forget(id);
    signatures.put(id, signature);
    for (int band = 0; band < BANDS; band++) {
      idsByBand.computeIfAbsent(signature.band(band, ROWS), key -> new ArrayList<>(1)).add(id);
    }
    if (signatures.size() > most) {
      Iterator<String> oldest = signatures.keySet().iterator();
      forget(oldest.next());
    }
  }

  private void forget(String id) {
    MinHash signature = signatures.remove(id);
    for (int band = 0; signature != null && band < BANDS; band++) {
      idsByBand.computeIfPresent(
          signature.band(band, ROWS),
          (key, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
          });
    }
  }
}
