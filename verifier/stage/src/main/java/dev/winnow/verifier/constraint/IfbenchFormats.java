package dev.winnow.verifier.constraint;

import dev.winnow.verifier.check.MeteredText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** IFBench: instructions on the form of a response. */
final class IfbenchFormats {
  private static final int NESTED_BRACKETS = 5;
  private static final int NESTED_QUOTES = 3;

  /** The removal of blank lines, as the reference does it, takes the square of their number. */
  private static final int MAX_LINES = 5_000;

  private IfbenchFormats() {}

  static Constraint parentheses(ConstraintArguments none) {
    return (text, work) -> {
      StringBuilder open = new StringBuilder();
      int deepest = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if ("([{".indexOf(c) >= 0) {
          open.append(c);
          deepest = Math.max(deepest, open.length());
        } else if (")]}".indexOf(c) >= 0) {
          boolean closes =
              !open.isEmpty() && "([{".indexOf(open.charAt(open.length() - 1)) == ")]}".indexOf(c);
          open.setLength(closes ? open.length() - 1 : 0);
          if (closes && deepest >= NESTED_BRACKETS) {
            return true;
          }
          deepest = closes ? deepest : 0;
        }
      }
      return false;
    };
  }

  static Constraint quotes(ConstraintArguments none) {
    return (text, work) -> {
      StringBuilder open = new StringBuilder();
      int deepest = 0;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (!open.isEmpty() && c == open.charAt(open.length() - 1)) {
          open.setLength(open.length() - 1);
          if (deepest - open.length() >= NESTED_QUOTES) {
            return true;
          }
        } else if (c == '"' || c == '\'') {
          open.append(c);
          deepest = Math.max(deepest, open.length());
        }
      }
      return false;
    };
  }

  static Constraint options(ConstraintArguments arguments) {
    String given = arguments.text("options");
    String separator = given.contains("/") ? "/" : given.contains("or") ? "or" : ",";
    List<String> options =
        PythonText.split(given, separator).stream().map(PythonText::strip).toList();
    if (isLetters(given)) {
      return (text, work) -> options.contains(text);
    }
    List<String> bare =
        options.stream().map(option -> PythonText.lower(PlainWords.strip(option))).toList();
    return (text, work) -> bare.contains(PythonText.lower(PlainWords.strip(text)));
  }

  /** Returns whether the options begin with the letters a, b and c. */
  private static boolean isLetters(String options) {
    int at = 0;
    for (char letter : new char[] {'a', 'b', 'c'}) {
      while (at < options.length() && !PythonText.isWord(options.charAt(at))) {
        at++;
      }
      if (at == options.length() || (options.charAt(at) | 0x20) != letter) {
        return false;
      }
      at++;
    }
    return true;
  }

  static Constraint lineForEachWord(ConstraintArguments none) {
    return (text, work) -> {
      String value = PythonText.strip(PlainWords.withoutPunctuation(text));
      long lines = PythonText.split(value, "\n").stream().filter(line -> !line.isEmpty()).count();
      return lines == PlainWords.of(value).size();
    };
  }

  static Constraint emoji(ConstraintArguments none) {
    return (text, work) -> {
      List<String> sentences =
          Sentences.of(text).stream()
              .map(sentence -> PythonText.strip(PlainWords.withoutPunctuation(sentence)))
              .toList();
      for (int i = 0; i < sentences.size(); i++) {
        if (sentences.get(i).isEmpty()) {
          return false;
        }
        boolean next = i + 1 < sentences.size() && !sentences.get(i + 1).isEmpty();
        if (!endsWithEmoji(sentences.get(i))
            && !(next && isEmoji(sentences.get(i + 1).codePointAt(0)))) {
          return false;
        }
      }
      return true;
    };
  }

  private static boolean endsWithEmoji(String sentence) {
    int last = sentence.codePointBefore(sentence.length());
    int before = sentence.length() - Character.charCount(last);
    return isEmoji(last) || before > 0 && isEmoji(sentence.codePointBefore(before));
  }

  /** Digits have the property too, since they can be parts of an emoji. */
  private static boolean isEmoji(int c) {
    return c > '~' && Character.isEmoji(c);
  }

  static Constraint indent(ConstraintArguments none) {
    return (text, work) -> {
      List<String> lines = new ArrayList<>(PythonText.split(text, "\n"));
      if (lines.size() > MAX_LINES) {
        throw new MeteredText.ExhaustedException();
      }
      // The reference removes lines from the list that it runs through, and so skips some.
      for (int i = 0; i < lines.size(); i++) {
        if (PythonText.isBlank(lines.get(i))) {
          lines.remove(lines.get(i));
        }
      }
      for (int i = 0; i + 1 < lines.size(); i++) {
        if (indent(lines.get(i + 1)) <= indent(lines.get(i))) {
          return false;
        }
      }
      return true;
    };
  }

  private static int indent(String line) {
    int at = 0;
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
    return at;
  }

  static Constraint quotesExplained(ConstraintArguments none) {
    return (text, work) -> {
      String value =
          String.join(
              "",
              PlainWords.of(
                  text.replace('\u201c', '"').replace('\u201d', '"').replace("'\"'", "")));
      int end = value.length();
      while (end > 0
          && (value.charAt(end - 1) >= '0' && value.charAt(end - 1) <= '9'
              || value.charAt(end - 1) != '"'
                  && PlainWords.PUNCTUATION.indexOf(value.charAt(end - 1)) >= 0)) {
        end--;
      }
      return !value.contains("\"\"") && (end == 0 || value.charAt(end - 1) != '"');
    };
  }

  static Constraint list(ConstraintArguments arguments) {
    String separator = arguments.text("sep");
    return (text, work) -> {
      int first = text.indexOf(separator);
      return first >= 0 && text.indexOf(separator, first + separator.length()) >= 0;
    };
  }

  static Constraint thesis(ConstraintArguments none) {
    return (text, work) -> {
      int start = firstOf(text, "<i>", "<em>");
      if (start < 0) {
        return false;
      }
      String rest = text.substring(start);
      int end = firstOf(rest, "</i>", "</em>");
      return end >= 3
          && !PythonText.isBlank(rest.substring(3, end))
          && !PythonText.isBlank(rest.substring(end + 4));
    };
  }

  private static int firstOf(String text, String one, String other) {
    int at = text.indexOf(one);
    return at >= 0 ? at : text.indexOf(other);
  }

  static Constraint subBullets(ConstraintArguments none) {
    return (text, work) ->
        PythonText.split(text, "*").stream().skip(1).allMatch(bullet -> bullet.contains("-"));
  }

  static Constraint sentencesThenBullets(ConstraintArguments none) {
    return (text, work) -> {
      boolean mayHaveSentences = true;
      int sentences = 0;
      int bullets = 0;
      for (String line : PythonText.split(text, "\n")) {
        String stripped = PythonText.strip(line);
        if (stripped.startsWith("*")) {
          mayHaveSentences = false;
          if (sentences < 2) {
            return false;
          }
          bullets++;
        } else if (mayHaveSentences) {
          int more = Sentences.of(stripped).size();
          sentences += more;
          mayHaveSentences = more > 0;
        } else {
          return false;
        }
      }
      return bullets >= 2;
    };
  }

  static Constraint titleCase(ConstraintArguments none) {
    return (text, work) -> PlainWords.tokens(text).stream().allMatch(IfbenchFormats::isTitle);
  }

  private static boolean isTitle(String word) {
    String first = PlainWords.first(word);
    if (first.isEmpty()
        || !Character.isLetter(first.codePointAt(0))
        || !PythonText.isLower(first)) {
      return true;
    }
    String rest = word.substring(first.length());
    return !rest.isEmpty() && !PythonText.isUpper(rest) && !PythonText.isLower(rest);
  }

  static Constraint template(ConstraintArguments none) {
    return (text, work) ->
        Arrays.asList("My Answer:", "My Conclusion:", "Future Outlook:").stream()
            .allMatch(text::contains);
  }

  static Constraint noWhitespace(ConstraintArguments none) {
    return (text, work) -> text.chars().noneMatch(PythonText::isSpace);
  }
}
