package dev.winnow.sink.maintain;

import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.DatasetsLayout;
import dev.winnow.sink.commit.LogEntry;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionLog;
import dev.winnow.sink.commit.RefusedEntryException;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.describe.DatasetDescriber;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Gives up datasets. Sinks may write meanwhile: what they commit later is kept. */
public final class DatasetDrop {
  private DatasetDrop() {}

  /**
   * Drops datasets and deletes their files. Their rows stay on the topics and are not written
   * again; later rows are written.
   *
   * @param recipe the recipe of the datasets
   * @param kind the dataset to drop; empty for all of the recipe
   * @return the dropped datasets
   * @throws IOException if there is no such dataset, or the storage fails
   */
  public static List<String> drop(
      Storage storage, String recipe, Optional<String> kind, Instant now) throws IOException {
    DatasetsLayout layout =
        DatasetsLayout.read(storage)
            .orElseThrow(
                () -> new IOException("there are no datasets in '%s'".formatted(storage.name())));
    Snapshot snapshot = Snapshot.read(storage);
    TreeSet<String> known =
        snapshot.files().map(DataFile::dataset).collect(Collectors.toCollection(TreeSet::new));
    List<String> named = known.stream().filter(dataset -> isNamed(dataset, recipe, kind)).toList();
    if (named.isEmpty()) {
      throw new IOException(
          "no dataset '%s' in '%s'; there are %s"
              .formatted(
                  kind.map(only -> recipe + '/' + only).orElse(recipe), storage.name(), known));
    }
    for (PartitionId partition : snapshot.partitions().keySet()) {
      drop(storage, partition, named, now);
    }
    boolean isWhole = known.stream().filter(named::contains).count() == of(recipe, known);
    if (isWhole) {
      storage.delete(
          Stream.of("README.md", "stats.json", "manifest.jsonl")
              .map(name -> recipe + '/' + name)
              .toList());
    }
    new DatasetDescriber(storage, layout, new StoredListings(storage)).refresh();
    for (PartitionId partition : snapshot.partitions().keySet()) {
      Purging.purge(storage, partition, now);
    }
    return named;
  }

  private static void drop(Storage storage, PartitionId partition, List<String> named, Instant now)
      throws IOException {
    PartitionLog<?> log = PartitionLog.head(storage, partition);
    for (String dataset : named) {
      try {
        log.append(new LogEntry.Drop(dataset, now));
      } catch (RefusedEntryException e) {
        throw new IllegalStateException("a drop may always follow", e);
      }
    }
  }

  private static boolean isNamed(String dataset, String recipe, Optional<String> kind) {
    return kind.map(only -> dataset.equals(recipe + '/' + only))
        .orElseGet(() -> dataset.startsWith(recipe + '/'));
  }

  private static long of(String recipe, TreeSet<String> known) {
    return known.stream().filter(dataset -> dataset.startsWith(recipe + '/')).count();
  }
}
