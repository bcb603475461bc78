package dev.winnow.sink.commit;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** Which files of a log were given up by a later {@link Commit#dropped()}. */
final class Drops {
  private final Map<String, Integer> ordinals = new HashMap<>();

  /** The drops of this log. */
  static Drops of(CommitFile file) throws IOException {
    Drops drops = new Drops();
    file.forEach(
        (ordinal, commit) ->
            commit.dropped().forEach(dataset -> drops.ordinals.put(dataset, ordinal)));
    return drops;
  }

  /** The commit with those of its files that were not given up later. */
  Commit live(int ordinal, Commit commit) {
    return commit.withFiles(
        commit.files().stream()
            .filter(file -> ordinals.getOrDefault(file.dataset(), 0) < ordinal)
            .toList());
  }
}
