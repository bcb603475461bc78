package dev.winnow.sink.commit;

import dev.winnow.sink.storage.Storage;
import dev.winnow.sink.storage.StoredFile;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that all committed files are there, before a sink adds others. */
public final class CommittedFiles {
  /** A compaction may replace and delete files between two looks. */
  private static final int LOOKS = 3;

  private CommittedFiles() {}

  /**
   * Returns what the datasets contain, whose files are all there.
   *
   * @throws IOException if a committed file is missing or has another size
   */
  public static Snapshot requireWhole(Storage storage) throws IOException {
    for (int look = 1; ; look++) {
      Snapshot snapshot = Snapshot.read(storage);
      Map<String, Long> sizes = sizes(storage);
      Optional<DataFile> broken =
          snapshot
              .files()
              .filter(file -> sizes.getOrDefault(file.path(), -1L) != file.bytes())
              .findFirst();
      if (broken.isEmpty()) {
        return snapshot;
      }
      if (look == LOOKS) {
        throw broken(storage, broken.get());
      }
    }
  }

  private static Map<String, Long> sizes(Storage storage) throws IOException {
    List<StoredFile> published = storage.published().orElse(List.of());
    Map<String, Long> sizes = new HashMap<>();
    // A file that is published between the two looks is in one of them at least.
    Stream.of(storage.unpublished(), published)
        .flatMap(List::stream)
        .forEach(file -> sizes.put(file.path(), file.bytes()));
    return sizes;
  }

  private static IOException broken(Storage storage, DataFile file) {
    return new IOException(
        "'%s/%s' was committed with %d bytes and is missing or changed: restore it, or drop it with"
                .formatted(storage.name(), file.path(), file.bytes())
            + " `winnow drop --datasets %s %s`".formatted(storage.name(), file.dataset()));
  }
}
