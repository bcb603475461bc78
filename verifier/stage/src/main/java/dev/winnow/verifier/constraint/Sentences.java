package dev.winnow.verifier.constraint;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a text into sentences by the decisions of Kiss and Strunk, "Unsupervised Multilingual
 * Sentence Boundary Detection" (Computational Linguistics 32(4), 2006), as NLTK's Punkt takes them,
 * with an own list of abbreviations ({@link EnglishWords}) in place of the trained one. Linear in
 * the text. No library agrees better with the reference: of its 26 verdicts on numbers of sentences
 * this and OpenNLP give 26, the JDK's and ICU4J's {@code BreakIterator} 24; OpenNLP's boundaries
 * are those of a model, which would come with it, and differ from these in one response of five.
 *
 * <ol>
 *   <li>A boundary may be behind the last full stop, question or exclamation mark of a run without
 *       white space, where white space and a word follow, or a mark that belongs to no word.
 *   <li>A question or exclamation mark always ends a sentence.
 *   <li>A full stop does, unless it belongs to an abbreviation, an initial, a number or an
 *       ellipsis: then the next word decides.
 *   <li>Closing quotes and brackets stay with the sentence that they close.
 * </ol>
 */
final class Sentences {
  private static final String ENDS = ".?!";
  private static final String NO_WORD = "?!)\";}]*:@'({[";
  private static final String CLOSING = "\"')]}";

  private final String text;
  private final List<String> found = new ArrayList<>();
  private int start;

  private Sentences(String text) {
    this.text = text;
  }

  /** Returns the sentences, without white space around them. */
  static List<String> of(String text) {
    return new Sentences(text).split();
  }

  private List<String> split() {
    int at = nextWord(0);
    while (at < text.length()) {
      int end = endOfWord(at);
      while (at < end) {
        int mark = lastCandidate(at, end);
        if (mark < 0) {
          break;
        }
        int after = mark + 1 == end ? nextWord(end) : mark + 1;
        if (isBoundary(at, mark, after)) {
          cut(realigned(after));
        }
        at = mark + 1;
      }
      at = nextWord(end);
    }
    cut(text.length());
    return found;
  }

  private void cut(int end) {
    if (end <= start) {
      return;
    }
    String sentence = PythonText.strip(text.substring(start, end));
    if (!sentence.isEmpty()) {
      found.add(sentence);
    }
    start = end;
  }

  /** Returns the last mark in this part of a run that may end a sentence; -1 if there is none. */
  private int lastCandidate(int from, int end) {
    for (int i = end - 1; i >= from; i--) {
      if (ENDS.indexOf(text.charAt(i)) >= 0) {
        boolean follows =
            i + 1 == end ? nextWord(end) < text.length() : NO_WORD.indexOf(text.charAt(i + 1)) >= 0;
        if (follows) {
          return i;
        }
      }
    }
    return -1;
  }

  private boolean isBoundary(int from, int mark, int after) {
    for (int i = from; i <= mark; i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '!') {
        return true;
      }
    }
    String token = token(from, mark);
    String next = text.substring(after, endOfToken(after));
    if (token.equals(".")) {
      return true;
    }
    if (token.endsWith("..") || EnglishWords.isAbbreviation(token)) {
      return EnglishWords.beginsSentence(next);
    }
    boolean number = token.substring(0, token.length() - 1).matches("[-+]?[\\d.,]{1,40}");
    boolean initial = token.length() == 2 && Character.isLetter(token.charAt(0));
    if (initial) {
      return EnglishWords.beginsSentence(next);
    }
    return !number || !EnglishWords.isInside(next);
  }

  /** Returns the token that ends with this full stop. */
  private String token(int from, int mark) {
    int begin = mark;
    while (begin > from && !isMark(text.charAt(begin - 1))) {
      begin--;
    }
    return text.substring(begin, mark + 1);
  }

  private static boolean isMark(char c) {
    return NO_WORD.indexOf(c) >= 0 && c != '\'' || c == ',' || c == '`';
  }

  private int endOfToken(int from) {
    int end = from;
    while (end < text.length()
        && !PythonText.isSpace(text.charAt(end))
        && (end == from || !isMark(text.charAt(end)))) {
      end++;
    }
    return end;
  }

  /** Returns the boundary behind the closing marks that begin at this one. */
  private int realigned(int boundary) {
    int end = boundary;
    while (end < text.length() && CLOSING.indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    boolean closes =
        end > boundary
            && (end == text.length()
                || PythonText.isSpace(text.charAt(end))
                || text.startsWith("--", end));
    return closes ? nextWord(end) : boundary;
  }

  private int nextWord(int from) {
    int at = from;
    while (at < text.length() && PythonText.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private int endOfWord(int from) {
    int at = from;
    while (at < text.length() && !PythonText.isSpace(text.charAt(at))) {
      at++;
    }
    return at;
  }
}
