package dev.winnow.producers.source;

/** Why a row is not published, by kind: what a summary counts. */
public enum RefusalKind {
  /** The row cannot be read as text or JSON. */
  UNREADABLE("cannot be read"),
  /** Its keys fit no layout. */
  NO_LAYOUT("fits no layout"),
  /** Its keys fit several layouts. */
  AMBIGUOUS("fits several layouts"),
  /** It is no legal prompt. */
  BROKEN_RULE("is no legal prompt"),
  /** It is a legal prompt that the recipe's check cannot judge. */
  MISFIT("does not suit the recipe's check"),
  /** Its id stands for another prompt. */
  ID_TAKEN("has an id that another prompt has");

  private final String words;

  RefusalKind(String words) {
    this.words = words;
  }

  /** The kind, in words that follow "a row that". */
  public String words() {
    return words;
  }
}
