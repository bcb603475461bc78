package dev.winnow.schemas.plugin;

/** The type of one value of an option. */
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

  /** Returns the type as error messages name it: {@code a whole number}. */
  public String words() {
    return words;
  }

  /** Returns whether a document writes it as a number. */
  public boolean isNumber() {
    return this == INT || this == LONG || this == DOUBLE;
  }

  /** Returns the least number that it holds, negative infinity for any. */
  public double min() {
    return switch (this) {
      case INT -> Integer.MIN_VALUE;
      case LONG -> Long.MIN_VALUE;
      default -> Double.NEGATIVE_INFINITY;
    };
  }

  /** Returns the greatest number that it holds, positive infinity for any. */
  public double max() {
    return switch (this) {
      case INT -> Integer.MAX_VALUE;
      case LONG -> Long.MAX_VALUE;
      default -> Double.POSITIVE_INFINITY;
    };
  }

  String placeholder() {
    return placeholder;
  }
}
