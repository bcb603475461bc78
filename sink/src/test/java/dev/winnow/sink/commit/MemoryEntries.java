package dev.winnow.sink.commit;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A log in memory. Before each access, and after each creation, it calls a hook, which may do
 * something else or fail.
 */
final class MemoryEntries implements EntryStore {
  final Map<Long, byte[]> entries = new TreeMap<>();
  final Map<Long, byte[]> checkpoints = new TreeMap<>();
  Hook hook = () -> {};

  /** Runs before an access. */
  interface Hook {
    void beforeAccess() throws IOException;
  }

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public PartitionId partition() {
    return new PartitionId("winnow.accepted", 0);
  }

  @Override
  public boolean createEntry(long number, byte[] content) throws IOException {
    hook.beforeAccess();
    boolean created = entries.putIfAbsent(number, content) == null;
    hook.beforeAccess();
    return created;
  }

  @Override
  public Optional<byte[]> entry(long number) throws IOException {
    hook.beforeAccess();
    return Optional.ofNullable(entries.get(number));
  }

  @Override
  public void createCheckpoint(long number, byte[] content) throws IOException {
    hook.beforeAccess();
    checkpoints.putIfAbsent(number, content);
  }

  @Override
  public Optional<byte[]> checkpoint(long number) throws IOException {
    hook.beforeAccess();
    return Optional.ofNullable(checkpoints.get(number));
  }

  @Override
  public List<Long> checkpoints() throws IOException {
    hook.beforeAccess();
    return List.copyOf(checkpoints.keySet());
  }

  @Override
  public List<Long> entries() throws IOException {
    hook.beforeAccess();
    return List.copyOf(entries.keySet());
  }

  @Override
  public void deleteEntries(Collection<Long> numbers) throws IOException {
    delete(entries, numbers);
  }

  @Override
  public void deleteCheckpoints(Collection<Long> numbers) throws IOException {
    delete(checkpoints, numbers);
  }

  /** One by one, so that a writer may do something in between. */
  private void delete(Map<Long, byte[]> files, Collection<Long> numbers) throws IOException {
    for (long number : numbers) {
      hook.beforeAccess();
      files.remove(number);
    }
  }
}
