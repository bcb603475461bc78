package dev.winnow.sink.testing;

import dev.winnow.sink.commit.DataFile;
import dev.winnow.sink.commit.PartitionId;
import dev.winnow.sink.commit.PartitionState;
import dev.winnow.sink.commit.Snapshot;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/** What datasets contain according to their logs. */
public final class Datasets {
  private Datasets() {}

  public static Snapshot snapshot(DatasetsLocation location) throws IOException {
    try (Storage storage = location.open()) {
      return Snapshot.read(storage);
    }
  }

  public static Snapshot snapshot(Path directory) throws IOException {
    return snapshot(DatasetsLocation.of(directory));
  }

  /** What the log of a partition says; fails if there is none. */
  public static PartitionState state(Storage storage, PartitionId partition) throws IOException {
    return Objects.requireNonNull(Snapshot.read(storage).partitions().get(partition));
  }

  /** The files that count, in the order of their topics, partitions and offsets. */
  public static List<DataFile> files(Path directory) throws IOException {
    return snapshot(directory)
        .files()
        .sorted(
            Comparator.comparing(DataFile::topic)
                .thenComparing(DataFile::partition)
                .thenComparing(DataFile::first)
                .thenComparing(DataFile::path))
        .toList();
  }

  public static long rows(DatasetsLocation location) throws IOException {
    return snapshot(location).rows();
  }

  public static long rows(Path directory) throws IOException {
    return rows(DatasetsLocation.of(directory));
  }
}
