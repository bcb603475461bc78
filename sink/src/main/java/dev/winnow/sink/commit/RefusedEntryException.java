package dev.winnow.sink.commit;

/** An entry was not added to a log, because it may not follow the entries that are there. */
public final class RefusedEntryException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient EntryRefusal refusal;

  RefusedEntryException(EntryRefusal refusal) {
    super(refusal.words());
    this.refusal = refusal;
  }

  /** Returns what the writer has to do. */
  public EntryRefusal.Reason reason() {
    return refusal.reason();
  }
}
