package dev.winnow.sink.commit;

import java.util.Optional;

/** What follows from the entries of a log so far. Not thread-safe. */
public interface LogView {
  /** Returns the number of the latest entry; 0 for an empty log. */
  long number();

  /** Returns why this entry may not be the next one; empty if it may. */
  Optional<EntryRefusal> refusal(LogEntry entry);

  /**
   * Adds the next entry.
   *
   * @throws IllegalStateException if it is refused
   */
  void apply(LogEntry entry);

  /** Takes what a checkpoint says, in place of all entries so far. */
  void restore(Checkpoint checkpoint);
}
