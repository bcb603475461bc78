package dev.winnow.schemas.plugin;

/** What one value of an option is. */
public enum OptionType {
  INT("a whole number", "N"),
  LONG("a whole number", "N"),
  DOUBLE("a number", "NUMBER"),
  BOOLEAN("true or false", "true|false"),
  STRING("text", "TEXT"),
  ENUM("text", "WORD"),
  DURATION("text", "DURATION"),
  PATH("text", "PATH"),
  URI("text", "URI");

  private final String words;
  private final String placeholder;

  OptionType(String words, String placeholder) {
    this.words = words;
    this.placeholder = placeholder;
  }

  /** What a document holds for it, as errors say it: {@code a whole number}. */
  public String words() {
    return words;
  }

  /** Whether a document writes it as a number. */
  public boolean isNumber() {
    return this == INT || this == LONG || this == DOUBLE;
  }

  String placeholder() {
    return placeholder;
  }
}
