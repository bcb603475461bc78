package dev.winnow.sink.audit;

/** Receives the progress of an audit. */
@FunctionalInterface
public interface AuditListener {
  /** Ignores all progress. */
  AuditListener NONE = (what, records) -> {};

  /**
   * Called from time to time.
   *
   * @param what the topic or directory that is being read
   * @param records number of records read from it so far
   */
  void reading(String what, long records);
}
