package dev.winnow.verifier.constraint;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** IFBench: instructions that belong to one task each. */
final class IfbenchCustom {
  private static final int QUESTIONS = 4;
  private static final int OPTIONS = 5;
  private static final int COUNTRIES = 52;
  private static final int FIRST_YEAR = 1769;
  private static final int LAST_YEAR = 1821;
  private static final Pattern QUESTION = Pattern.compile("Question \\p{Nd}+[.|):;]?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final int[] DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private IfbenchCustom() {}

  static Constraint multiples(ConstraintArguments none) {
    return (text, work) ->
        PlainWords.numbers(text).equals(List.of("14", "21", "28", "35", "42", "49"));
  }

  static Constraint questions(ConstraintArguments none) {
    return (text, work) -> {
      if (!text.startsWith("Question")) {
        return false;
      }
      List<String> questions =
          work.search(text, IfbenchCustom::splitQuestions).stream()
              .map(PythonText::strip)
              .filter(question -> !question.isEmpty())
              .toList();
      if (questions.size() != QUESTIONS) {
        return false;
      }
      int before = -1;
      for (String question : questions) {
        Optional<Integer> length = questionLength(question);
        if (length.isEmpty() || length.get() <= before) {
          return false;
        }
        before = length.get();
      }
      return true;
    };
  }

  private static List<String> splitQuestions(CharSequence text) {
    return List.of(QUESTION.split(text));
  }

  /** Returns the length of a question's text; empty unless it has five options. */
  private static Optional<Integer> questionLength(String question) {
    int options = 0;
    StringBuilder text = new StringBuilder();
    for (String line : PythonText.split(question, "\n")) {
      String stripped = PythonText.strip(line);
      if (isOption(stripped)) {
        options++;
      } else if (options == 0) {
        text.append(' ').append(stripped);
      }
    }
    return options == OPTIONS
        ? Optional.of(PlainWords.length(PythonText.strip(text.toString())))
        : Optional.empty();
  }

  private static boolean isOption(String line) {
    if (line.length() < 3 || "ABCDEabcde".indexOf(line.charAt(0)) < 0) {
      return false;
    }
    String rest = PythonText.strip(line.substring(2));
    return ".|)".indexOf(line.charAt(1)) >= 0
        && !rest.isEmpty()
        && PythonText.isWord(rest.codePointAt(0));
  }

  static Constraint countries(ConstraintArguments none) {
    return (text, work) -> {
      List<String> lines =
          PythonText.split(text, "\n").stream()
              .map(PlainWords::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      int start = 0;
      while (start < lines.size() && !lines.get(start).contains("Zimbabwe")) {
        start++;
      }
      if (lines.size() - start < COUNTRIES) {
        return false;
      }
      List<String> plain =
          lines.subList(start, lines.size()).stream().map(IfbenchCustom::ascii).toList();
      List<String> sorted = new ArrayList<>(plain);
      sorted.sort(Collections.reverseOrder());
      return plain.equals(sorted);
    };
  }

  private static String ascii(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .chars()
        .filter(c -> c < 0x80)
        .mapToObj(c -> String.valueOf((char) c))
        .collect(Collectors.joining());
  }

  static Constraint wordsReversed(ConstraintArguments none) {
    return (text, work) -> {
      String value = String.join(" ", PlainWords.normalized(text).reversed());
      return value.contains("bald eagle") && Sentences.of(value).contains(value);
    };
  }

  static Constraint lettersReversed(ConstraintArguments none) {
    return (text, work) -> PythonText.lower(text).contains("elgae dlab");
  }

  static Constraint capitals(ConstraintArguments none) {
    return (text, work) ->
        PythonText.split(ascii(text), ",").stream()
            .map(PythonText::strip)
            .filter(capital -> !capital.isEmpty())
            .toList()
            .equals(IfbenchLists.CAPITALS);
  }

  static Constraint cities(ConstraintArguments none) {
    return (text, work) -> {
      List<List<String>> rows = PythonCsv.read(text, ',').orElse(List.of());
      return rows.size() == 8
          && rows.getFirst().equals(List.of("ID", "Country", "City", "Year", "Count"))
          && rows.stream().allMatch(row -> row.size() == 5);
    };
  }

  static Constraint products(ConstraintArguments none) {
    List<String> header = List.of("ProductID", "Category", "Brand", "Price", "Stock");
    return (text, work) -> {
      List<List<String>> rows = quotedRows(text, ',');
      if (!hasHeader(text, header, ",", " \t") || rows.size() != 15) {
        return false;
      }
      for (List<String> row : rows.subList(1, rows.size())) {
        if (row.size() != 5) {
          return false;
        }
        if (row.stream().anyMatch(IfbenchCustom::isQuotedSpecial)) {
          return true;
        }
      }
      return false;
    };
  }

  static Constraint students(ConstraintArguments none) {
    List<String> header = List.of("StudentID", "Subject", "Grade", "Semester", "Score");
    return (text, work) -> {
      List<List<String>> rows = quotedRows(text, '\t');
      return hasHeader(text, header, "\t", " ")
          && rows.size() == 4
          && rows.stream().allMatch(row -> row.size() == 5)
          && rows.stream().flatMap(List::stream).allMatch(IfbenchCustom::isQuoted);
    };
  }

  /** Returns the rows with their quotes, as the reference keeps them by tripling each. */
  private static List<List<String>> quotedRows(String text, char delimiter) {
    return PythonCsv.read(text.replace("\"", "\"\"\""), delimiter).orElse(List.of());
  }

  /**
   * Returns whether the first line has these names, quoted or not, with blanks behind delimiters.
   */
  private static boolean hasHeader(
      String text, List<String> names, String delimiter, String blanks) {
    List<String> cells =
        PythonText.split(PythonText.strip(PythonText.split(text, "\n").getFirst()), delimiter);
    if (cells.size() != names.size()) {
      return false;
    }
    for (int i = 0; i < names.size(); i++) {
      String cell = cells.get(i);
      int at = 0;
      while (i > 0 && at < cell.length() && blanks.indexOf(cell.charAt(at)) >= 0) {
        at++;
      }
      String bare = cell.substring(at);
      if (!bare.equals(names.get(i)) && !bare.equals('"' + names.get(i) + '"')) {
        return false;
      }
    }
    return true;
  }

  private static boolean isQuoted(String field) {
    String bare = PythonText.strip(field);
    return bare.startsWith("\"") && bare.endsWith("\"");
  }

  /** Returns whether a quoted text at the beginning has a character that is none of words. */
  private static boolean isQuotedSpecial(String field) {
    String line = PythonText.split(field, "\n").getFirst();
    int end = line.lastIndexOf('"');
    return line.startsWith("\"")
        && end > 0
        && line.substring(1, end)
            .codePoints()
            .anyMatch(c -> !PythonText.isWord(c) && !PythonText.isSpace(c));
  }

  static Constraint dates(ConstraintArguments none) {
    return (text, work) ->
        PythonText.split(PythonText.strip(text), ",").stream()
            .map(PythonText::strip)
            .allMatch(IfbenchCustom::isDate);
  }

  /** A month or a day of zero is a date there. */
  private static boolean isDate(String text) {
    if (!DATE.matcher(text).matches()) {
      return false;
    }
    int year = Integer.parseInt(text.substring(0, 4));
    int month = Integer.parseInt(text.substring(5, 7));
    int day = Integer.parseInt(text.substring(8));
    return year >= FIRST_YEAR
        && year <= LAST_YEAR
        && month <= DAYS.length
        && (month == 0 || day <= DAYS[month - 1]);
  }
}
