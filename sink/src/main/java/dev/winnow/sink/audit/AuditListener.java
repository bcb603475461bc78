package dev.winnow.sink.audit;

/** Told how far an audit has come. */
@FunctionalInterface
public interface AuditListener {
  /** Hears nothing. */
  AuditListener NONE = (what, records) -> {};

  /**
   * Called now and then.
   *
   * @param what the topic or directory that is being read
   * @param records read of it so far
   */
  void reading(String what, long records);
}
