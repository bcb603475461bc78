package dev.winnow.sink.commit;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The files of a log that a later {@link Commit#dropped()} has dropped. */
final class Drops {
  private final Map<String, Integer> ordinals = new HashMap<>();

  /** Reads the drops of this log. */
  static Drops of(CommitFile file) throws IOException {
    Drops drops = new Drops();
    file.forEach(
        (ordinal, commit) ->
            commit.dropped().forEach(dataset -> drops.ordinals.put(dataset, ordinal)));
    return drops;
  }

  /** Returns the commit with only the files that were not dropped later. */
  Commit live(int ordinal, Commit commit) {
    return commit.withFiles(
        commit.files().stream()
            .filter(file -> ordinals.getOrDefault(file.dataset(), 0) < ordinal)
            .toList());
  }
}
