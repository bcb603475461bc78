package dev.winnow.producers.source;

/** The kinds of reasons why a row is not published, as a summary counts them. */
public enum RefusalKind {
  /** The row cannot be read as text or JSON. */
  UNREADABLE("cannot be read"),
  /** Its keys match no layout. */
  NO_LAYOUT("fits no layout"),
  /** Its keys match several layouts. */
  AMBIGUOUS("fits several layouts"),
  /** It is not a legal prompt. */
  BROKEN_RULE("is not a legal prompt"),
  /** The prompt is legal, but the recipe's check cannot judge it. */
  MISFIT("does not suit the recipe's check"),
  /** Its id belongs to another prompt. */
  ID_TAKEN("has an id that another prompt has"),
  /** It shares words with a benchmark. */
  IN_BENCHMARK("is part of a benchmark"),
  /** An earlier prompt is nearly the same. */
  NEAR_DUPLICATE("is nearly the same as an earlier prompt");

  private final String words;

  RefusalKind(String words) {
    this.words = words;
  }

  /** Returns the kind in words that follow "a row that". */
  public String words() {
    return words;
  }
}
