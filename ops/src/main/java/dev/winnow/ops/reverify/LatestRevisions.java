package dev.winnow.ops.reverify;

import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Sample;
import java.util.HashMap;
import java.util.Map;

/** The latest revision of each candidate that was judged again. About 100 bytes for each. */
final class LatestRevisions {
  private final Map<String, Integer> latest = new HashMap<>();

  void note(Sample row) {
    if (row.getReplaces().isPresent()) {
      latest.merge(row.getId(), Revision.of(row.getReplaces()), Math::max);
    }
  }

  /** Returns whether no later verdict on the candidate of this row is known. */
  boolean isLatest(Sample row) {
    return Revision.of(row.getReplaces()) >= latest.getOrDefault(row.getId(), Revision.FIRST);
  }
}
