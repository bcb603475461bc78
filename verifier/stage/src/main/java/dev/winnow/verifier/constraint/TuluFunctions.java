package dev.winnow.verifier.constraint;

import static java.util.Map.entry;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/**
 * The functions of Tulu 3 (Lambert et al., arXiv 2411.15124) by name, as the rows of its data set
 * RLVR-IFeval name them. They check the instructions of IFEval, but by other predicates: counts are
 * exact or approximate, and most texts are compared as they are written.
 */
final class TuluFunctions {
  private static final String SPACE = "[" + PythonText.SPACES + "]";
  private static final String WORD = "[\\p{L}\\p{N}_]";
  private static final Pattern PLACEHOLDER = pattern("\\[.*?\\]");
  private static final Pattern TITLE = pattern("<<.*?>>");
  private static final Pattern HIGHLIGHT = pattern("\\*.*?\\*");
  private static final Pattern CAPITALS = pattern("(?<!" + WORD + ")[A-Z]+(?!" + WORD + ")");
  private static final Pattern END_OF_SENTENCE =
      pattern("(?<!" + WORD + "\\." + WORD + ".)(?<![A-Z][a-z]\\.)(?<=\\.|\\?|!)" + SPACE);

  static final Map<String, Function<ConstraintArguments, Constraint>> ALL =
      Map.ofEntries(
          entry("verify_keywords", TuluFunctions::keywords),
          entry("verify_keyword_frequency", TuluFunctions::frequency),
          entry("validate_forbidden_words", TuluFunctions::forbidden),
          entry("verify_letter_frequency", TuluFunctions::letters),
          entry("validate_response_language", CaseConstraints::language),
          entry("verify_paragraph_count", TuluFunctions::paragraphs),
          entry("validate_word_constraint", TuluFunctions::words),
          entry("verify_sentence_constraint", TuluFunctions::sentences),
          entry("validate_paragraphs", TuluFunctions::firstWord),
          entry("verify_postscript", TuluFunctions::postscript),
          entry("validate_placeholders", arguments -> atLeast(PLACEHOLDER, arguments)),
          entry("verify_bullet_points", TuluFunctions::bullets),
          entry("validate_title", none -> new Keyword(TITLE)::occursIn),
          entry("validate_choice", TuluFunctions::choice),
          entry("validate_highlighted_sections", arguments -> atLeast(HIGHLIGHT, arguments)),
          entry("validate_sections", TuluFunctions::sections),
          entry("validate_json_format", none -> (text, work) -> PythonJson.isJson(text)),
          entry("validate_repeat_prompt", TuluFunctions::repeatPrompt),
          entry("validate_two_responses", none -> (text, work) -> isTwoResponses(text)),
          entry("validate_uppercase", none -> (text, work) -> text.equals(PythonText.upper(text))),
          entry("validate_lowercase", none -> (text, work) -> text.equals(PythonText.lower(text))),
          entry("validate_frequency_capital_words", TuluFunctions::capitalWords),
          entry("validate_end", TuluFunctions::end),
          entry("validate_quotation", none -> (text, work) -> isQuoted(text)),
          entry("validate_no_commas", KeywordConstraints::noComma));

  private TuluFunctions() {}

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.UNIX_LINES);
  }

  private static Constraint keywords(ConstraintArguments arguments) {
    List<String> words = lower(arguments.texts("keyword_list"));
    return (text, work) -> words.stream().allMatch(PythonText.lower(text)::contains);
  }

  private static Constraint forbidden(ConstraintArguments arguments) {
    List<String> words = lower(arguments.texts("forbidden_words"));
    return (text, work) -> words.stream().noneMatch(PythonText.lower(text)::contains);
  }

  private static List<String> lower(List<String> words) {
    return words.stream().map(PythonText::lower).toList();
  }

  private static Constraint frequency(ConstraintArguments arguments) {
    String word = PythonText.lower(arguments.text("word"));
    int wanted = arguments.number("N");
    return (text, work) ->
        PythonText.wordsOf(PythonText.lower(text)).stream().filter(word::equals).count() == wanted;
  }

  private static Constraint letters(ConstraintArguments arguments) {
    String letter = arguments.text("letter");
    int wanted = arguments.number("N");
    if (letter.codePointCount(0, letter.length()) != 1) {
      throw ConstraintArguments.bad("letter", "want one character");
    }
    return (text, work) -> PythonText.split(text, letter).size() - 1 == wanted;
  }

  private static Constraint paragraphs(ConstraintArguments arguments) {
    int wanted = arguments.number("N");
    return (text, work) -> {
      List<String> parts = PythonText.split(text, "* * *");
      return parts.size() == wanted && parts.stream().noneMatch(PythonText::isBlank);
    };
  }

  private static Constraint words(ConstraintArguments arguments) {
    IntPredicate quantifier = quantifier(arguments, tenth(arguments.number("N")));
    return (text, work) -> quantifier.test(PlainWords.of(text).size());
  }

  private static Constraint sentences(ConstraintArguments arguments) {
    IntPredicate quantifier = quantifier(arguments, 1);
    return (text, work) -> quantifier.test(1 + new Keyword(END_OF_SENTENCE).count(text, work));
  }

  private static Constraint capitalWords(ConstraintArguments arguments) {
    IntPredicate quantifier = quantifier(arguments, tenth(arguments.number("N")));
    return (text, work) -> quantifier.test(new Keyword(CAPITALS).count(text, work));
  }

  /** Python rounds a half to the even neighbour. */
  private static int tenth(int number) {
    return (int) Math.max(Math.rint(number * 0.1), 1);
  }

  private static IntPredicate quantifier(ConstraintArguments arguments, int tolerance) {
    int number = arguments.number("N");
    return switch (arguments.text("quantifier")) {
      case "at least" -> count -> count >= number;
      case "at most" -> count -> count <= number;
      case "around" -> count -> Math.abs((long) count - number) <= tolerance;
      default ->
          throw ConstraintArguments.bad("quantifier", "want 'at least', 'around' or 'at most'");
    };
  }

  private static Constraint firstWord(ConstraintArguments arguments) {
    int wanted = arguments.positive("N");
    int nth = arguments.positive("i");
    String first = arguments.text("first_word");
    if (nth > wanted) {
      throw ConstraintArguments.bad("i", "want at most N");
    }
    return (text, work) -> {
      List<String> parts = PythonText.split(text, "\n\n");
      return parts.size() == wanted && PythonText.strip(parts.get(nth - 1)).startsWith(first);
    };
  }

  private static Constraint postscript(ConstraintArguments arguments) {
    String marker = arguments.text("postscript_marker");
    return (text, work) -> {
      int at = text.indexOf(marker);
      return at >= 0 && PythonText.strip(text.substring(at)).length() > marker.length();
    };
  }

  private static Constraint atLeast(Pattern pattern, ConstraintArguments arguments) {
    int least = arguments.number("N");
    return (text, work) -> new Keyword(pattern).count(text, work) >= least;
  }

  private static Constraint bullets(ConstraintArguments arguments) {
    int wanted = arguments.number("N");
    return (text, work) ->
        PythonText.split(text, "\n").stream()
                .map(PythonText::strip)
                .filter(line -> line.startsWith("*") || line.startsWith("-"))
                .count()
            == wanted;
  }

  private static Constraint choice(ConstraintArguments arguments) {
    List<String> options = arguments.texts("options");
    return (text, work) -> options.stream().anyMatch(text::contains);
  }

  private static Constraint sections(ConstraintArguments arguments) {
    int least = arguments.number("N");
    Pattern section =
        Pattern.compile(
            SPACE
                + "?"
                + Pattern.quote(arguments.text("section_splitter"))
                + SPACE
                + "?\\p{Nd}+"
                + SPACE
                + "?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    return (text, work) -> new Keyword(section).count(text, work) >= least;
  }

  private static Constraint repeatPrompt(ConstraintArguments arguments) {
    String prompt = arguments.text("original_prompt");
    return (text, work) -> text.startsWith(prompt);
  }

  private static boolean isTwoResponses(String text) {
    List<String> parts = PythonText.split(text, "******");
    return parts.size() == 2
        && !PythonText.strip(parts.getFirst()).equals(PythonText.strip(parts.getLast()));
  }

  private static Constraint end(ConstraintArguments arguments) {
    String phrase = arguments.text("end_phrase");
    return (text, work) -> text.endsWith(phrase);
  }

  private static boolean isQuoted(String text) {
    return text.startsWith("\"") && text.endsWith("\"");
  }
}
