package dev.winnow.sink.commit;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of one partition's log. Entries are never changed or deleted; checkpoints and the hint
 * can all be made again from them. Thread-safe.
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

  /** Returns the entry of this number; empty if there is none yet. */
  Optional<byte[]> entry(long number) throws IOException;

  /** Creates the checkpoint after the entry of this number, unless there is one. */
  void createCheckpoint(long number, byte[] content) throws IOException;

  /** Returns the checkpoint of this number; empty if there is none. */
  Optional<byte[]> checkpoint(long number) throws IOException;

  /** Returns the numbers of all checkpoints. */
  List<Long> checkpoints() throws IOException;

  /** Returns the number of a checkpoint, perhaps not the latest; empty if none is known. */
  Optional<Long> hint() throws IOException;

  /** Replaces the hint. */
  void hint(long number) throws IOException;
}
