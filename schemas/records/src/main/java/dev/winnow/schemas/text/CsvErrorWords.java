package dev.winnow.schemas.text;

/** Translates the messages of the CSV parser. */
final class CsvErrorWords {
  private CsvErrorWords() {}

  static String of(String message) {
    if (message.contains("closing quote")) {
      return "a cell's quote is not closed; write \" inside a cell as \"\"";
    }
    if (message.contains("separator")) {
      return "text follows a cell's closing quote; write \" inside a cell as \"\"";
    }
    return JsonErrorWords.of(message, "it is not well formed");
  }
}
