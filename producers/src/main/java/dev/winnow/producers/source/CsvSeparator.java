package dev.winnow.producers.source;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The separator of a CSV file. Spreadsheets in many countries write semicolons.
 *
 * @param separator separator between cells
 * @param declarationBytes size of a first line that only declares the separator
 */
record CsvSeparator(char separator, int declarationBytes) {
  private static final String CANDIDATES = ",;\t|";

  /** Excel writes and reads this line before the header. */
  private static final Pattern DECLARATION = Pattern.compile("\\A\"?sep=(.)\"?\\r?\\n");

  /**
   * Returns the separator of a text that begins with these bytes.
   *
   * @param usual separator if the first line does not show one
   */
  static CsvSeparator of(byte[] start, char usual) {
    String text = new String(start, StandardCharsets.ISO_8859_1);
    Matcher declared = DECLARATION.matcher(text);
    if (declared.find() && CANDIDATES.indexOf(declared.group(1)) >= 0) {
      return new CsvSeparator(declared.group(1).charAt(0), declared.end());
    }
    return new CsvSeparator(mostFrequentSeparator(text, usual), 0);
  }

  /** Returns the separator that occurs most often in the header, outside quotes. */
  private static char mostFrequentSeparator(String text, char usual) {
    int[] counts = new int[CANDIDATES.length()];
    boolean quoted = false;
    for (int i = 0; i < text.length() && (quoted || text.charAt(i) != '\n'); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      int candidate = CANDIDATES.indexOf(c);
      if (!quoted && candidate >= 0) {
        counts[candidate]++;
      }
    }
    int best = CANDIDATES.indexOf(usual);
    for (int i = 0; i < counts.length; i++) {
      best = counts[i] > counts[best] ? i : best;
    }
    return CANDIDATES.charAt(best);
  }
}
