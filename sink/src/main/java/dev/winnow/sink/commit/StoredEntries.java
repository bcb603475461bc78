package dev.winnow.sink.commit;

import dev.winnow.sink.storage.DataPaths;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A partition's log in a storage: {@code .sink/log/<topic>/<partition>/}. */
final class StoredEntries implements EntryStore {
  private static final String SUFFIX = ".json";

  /** A number of 20 digits that is a long. */
  private static final Pattern NUMBERED = Pattern.compile("00\\d{18}\\.json");

  private final Storage storage;
  private final PartitionId partition;
  private final String directory;

  StoredEntries(Storage storage, PartitionId partition) {
    this.storage = storage;
    this.partition = partition;
    this.directory = "%s/%s".formatted(root(), partition);
  }

  /** Returns the directory with a directory for each topic, with one for each partition. */
  static String root() {
    return DataPaths.INTERNAL + "/log";
  }

  @Override
  public String name() {
    return "%s/%s".formatted(storage.name(), directory);
  }

  @Override
  public PartitionId partition() {
    return partition;
  }

  @Override
  public boolean createEntry(long number, byte[] content) throws IOException {
    return storage.createIfAbsent(entryPath(number), content);
  }

  @Override
  public Optional<byte[]> entry(long number) throws IOException {
    return storage.read(entryPath(number));
  }

  @Override
  public void createCheckpoint(long number, byte[] content) throws IOException {
    storage.createIfAbsent(checkpointPath(number), content);
  }

  @Override
  public Optional<byte[]> checkpoint(long number) throws IOException {
    return storage.read(checkpointPath(number));
  }

  @Override
  public List<Long> checkpoints() throws IOException {
    return numbers(directory + "/checkpoints");
  }

  @Override
  public List<Long> entries() throws IOException {
    return numbers(directory);
  }

  @Override
  public void deleteEntries(Collection<Long> numbers) throws IOException {
    storage.delete(numbers.stream().map(this::entryPath).toList());
  }

  @Override
  public void deleteCheckpoints(Collection<Long> numbers) throws IOException {
    storage.delete(numbers.stream().map(this::checkpointPath).toList());
  }

  private List<Long> numbers(String path) throws IOException {
    return storage.files(path).stream()
        .filter(name -> NUMBERED.matcher(name).matches())
        .map(name -> Long.valueOf(name.substring(0, name.length() - SUFFIX.length())))
        .toList();
  }

  private String entryPath(long number) {
    return "%s/%020d%s".formatted(directory, number, SUFFIX);
  }

  private String checkpointPath(long number) {
    return "%s/checkpoints/%020d%s".formatted(directory, number, SUFFIX);
  }
}
