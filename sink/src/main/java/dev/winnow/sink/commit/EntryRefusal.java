package dev.winnow.sink.commit;

/**
 * Why an entry may not follow the log as it is.
 *
 * @param reason the kind of reason
 * @param words the reason in words
 */
public record EntryRefusal(Reason reason, String words) {
  /** What the writer of a refused entry has to do. */
  public enum Reason {
    /** Another sink has claimed the partition: the writer stops writing it. */
    FENCED,

    /** The rows come from another topic than the log's: nothing may be written here. */
    OTHER_SOURCE,

    /** The entry is about files that another entry has changed: the writer looks again. */
    OUTDATED,

    /** The entry breaks a rule, so the writer has an error. */
    ILLEGAL
  }
}
