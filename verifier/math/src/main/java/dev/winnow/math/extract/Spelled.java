package dev.winnow.math.extract;

import dev.winnow.math.parse.AnswerParser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the only number that a short text without digits spells out: "There are nine apples." */
final class Spelled {
  private static final int MAX_CHARS = 200;

  private static final String WORD =
      "(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen"
          + "|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy"
          + "|eighty|ninety|hundred|thousand|million|billion|dozen|half|halves|thirds?|quarters?"
          + "|fourths?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?)";

  /**
   * Number words with their joining words; a single "one", "half" or "third" may have another
   * meaning.
   */
  private static final Pattern RUN =
      Pattern.compile(
          "(?i)(?<![\\p{L}-])(?:an?\\s+)?"
              + WORD
              + "(?:(?:-|\\s+|\\s+and\\s+(?:an?\\s+)?)"
              + WORD
              + ")*(?![\\p{L}-])");

  private Spelled() {}

  static @Nullable Extraction find(String text, int from, int to) {
    if (to - from > MAX_CHARS || hasDigit(text, from, to)) {
      return null;
    }
    Matcher run = RUN.matcher(text).region(from, to);
    Extraction found = null;
    while (run.find()) {
      if (found != null) {
        return null;
      }
      found = Extraction.of(text, run.start(), run.end(), Form.LAST_NUMBER);
    }
    boolean number =
        found != null
            && !found.text().equalsIgnoreCase("one")
            && AnswerParser.isSpelledNumber(found.text());
    return number ? found : null;
  }

  private static boolean hasDigit(String text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (Character.isDigit(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }
}
