package dev.winnow.sink.commit;

import dev.winnow.sink.storage.DataPaths;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A partition's log in a storage: {@code .sink/log/<topic>/<partition>/}. */
final class StoredEntries implements EntryStore {
  private static final String SUFFIX = ".json";

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
    return storage.files(directory + "/checkpoints").stream()
        .filter(name -> name.matches("\\d{20}\\.json"))
        .map(name -> Long.valueOf(name.substring(0, name.length() - SUFFIX.length())))
        .toList();
  }

  @Override
  public Optional<Long> hint() throws IOException {
    return storage
        .read(hintPath())
        .map(content -> new String(content, StandardCharsets.UTF_8))
        .filter(text -> text.matches("\\d{1,18}"))
        .map(Long::valueOf);
  }

  @Override
  public void hint(long number) throws IOException {
    storage.replace(hintPath(), Long.toString(number).getBytes(StandardCharsets.UTF_8));
  }

  private String entryPath(long number) {
    return "%s/%020d%s".formatted(directory, number, SUFFIX);
  }

  private String checkpointPath(long number) {
    return "%s/checkpoints/%020d%s".formatted(directory, number, SUFFIX);
  }

  private String hintPath() {
    return directory + "/_last_checkpoint";
  }
}
