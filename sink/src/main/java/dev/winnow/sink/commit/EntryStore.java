package dev.winnow.sink.commit;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The files of one partition's log. Entries and checkpoints are never changed. Those that {@link
 * LogExpiry} no longer needs are deleted. Thread-safe.
 */
interface EntryStore {
  /** Returns the log in words, for messages. */
  String name();

  /** Returns the partition whose log it is. */
  PartitionId partition();

  /**
   * Creates the entry of this number.
   *
   * @return false if there is one, which another writer has created
   */
  boolean createEntry(long number, byte[] content) throws IOException;

  /** Returns the entry of this number; empty if there is none yet, or none any more. */
  Optional<byte[]> entry(long number) throws IOException;

  /** Creates the checkpoint after the entry of this number, unless there is one. */
  void createCheckpoint(long number, byte[] content) throws IOException;

  /** Returns the checkpoint of this number; empty if there is none. */
  Optional<byte[]> checkpoint(long number) throws IOException;

  /** Returns the numbers of all checkpoints. */
  List<Long> checkpoints() throws IOException;

  /**
   * Returns the number of the latest checkpoint; 0 if there is none. It never becomes smaller, and
   * no entry after it has ever been deleted.
   */
  default long latestCheckpoint() throws IOException {
    return checkpoints().stream().mapToLong(Long::longValue).max().orElse(0);
  }

  /** Returns the numbers of all entries that are there. */
  List<Long> entries() throws IOException;

  /** Deletes entries; those that are not there are ignored. */
  void deleteEntries(Collection<Long> numbers) throws IOException;

  /** Deletes checkpoints; those that are not there are ignored. */
  void deleteCheckpoints(Collection<Long> numbers) throws IOException;
}
