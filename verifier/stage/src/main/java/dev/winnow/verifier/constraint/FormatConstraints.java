package dev.winnow.verifier.constraint;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Instructions on marks, sections and on how a response begins and ends. */
final class FormatConstraints {
  private static final Pattern PLACEHOLDER = pattern("\\[.*?\\]");
  private static final Pattern STAR = pattern("^[" + PythonText.SPACES + "]*\\*[^*].*$");
  private static final Pattern DASH = pattern("^[" + PythonText.SPACES + "]*-.*$");
  private static final Pattern HIGHLIGHT = pattern("\\*[^\\n*]*\\*");
  private static final Pattern BOLD = pattern("\\*\\*[^\\n*]*\\*\\*");
  private static final Pattern TITLE = pattern("<<[^\\n]+>>");
  private static final List<String> CHOICES =
      List.of("My answer is yes.", "My answer is no.", "My answer is maybe.");

  private FormatConstraints() {}

  private static Pattern pattern(String text) {
    return Pattern.compile(text, Pattern.UNIX_LINES | Pattern.MULTILINE);
  }

  static Constraint placeholders(ConstraintArguments arguments) {
    int least = arguments.number("num_placeholders");
    return (text, work) -> new Keyword(PLACEHOLDER).count(text, work) >= least;
  }

  static Constraint bullets(ConstraintArguments arguments) {
    int wanted = arguments.number("num_bullets");
    return (text, work) ->
        new Keyword(STAR).count(text, work) + new Keyword(DASH).count(text, work) == wanted;
  }

  static Constraint constrained(ConstraintArguments none) {
    return (text, work) -> CHOICES.stream().anyMatch(text::contains);
  }

  /** Single and double asterisks are counted apart, so that bold text can count twice. */
  static Constraint highlights(ConstraintArguments arguments) {
    int least = arguments.number("num_highlights");
    return (text, work) ->
        count(HIGHLIGHT, text, work, found -> !PythonText.isBlank(PythonText.strip(found, '*')))
                + count(
                    BOLD,
                    text,
                    work,
                    found -> !PythonText.isBlank(found.substring(2, found.length() - 2)))
            >= least;
  }

  /** A splitter with groups adds a part for each of them, as in the reference implementation. */
  static Constraint sections(ConstraintArguments arguments) {
    int least = arguments.number("num_sections");
    String space = "[" + PythonText.SPACES + "]?";
    String splitter = PythonText.strip(arguments.text("section_spliter"));
    Keyword section = Keyword.exact("section_spliter", space + splitter + space + "\\d+" + space);
    int parts = 1 + section.pattern().matcher("").groupCount();
    return (text, work) -> (long) section.count(text, work) * parts >= least;
  }

  static Constraint json(ConstraintArguments none) {
    return (text, work) -> PythonJson.isJson(unfenced(PythonText.strip(text)));
  }

  static Constraint title(ConstraintArguments none) {
    return (text, work) ->
        count(TITLE, text, work, found -> !PythonText.isBlank(found.replaceAll("^<+|>+$", ""))) > 0;
  }

  static Constraint repeatPrompt(ConstraintArguments arguments) {
    String prompt = PythonText.lower(PythonText.strip(arguments.text("prompt_to_repeat")));
    return (text, work) -> PythonText.lower(PythonText.strip(text)).startsWith(prompt);
  }

  static Constraint end(ConstraintArguments arguments) {
    String end = PythonText.lower(PythonText.strip(arguments.text("end_phrase")));
    return (text, work) ->
        PythonText.lower(PythonText.strip(PythonText.strip(text), '"')).endsWith(end);
  }

  static Constraint quotation(ConstraintArguments none) {
    return (text, work) -> {
      String stripped = PythonText.strip(text);
      return stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"");
    };
  }

  private static int count(
      Pattern pattern, String text, ConstraintWork work, Predicate<String> counts) {
    return work.search(
        text,
        metered -> {
          Matcher matcher = pattern.matcher(metered);
          int count = 0;
          while (matcher.find()) {
            count += counts.test(matcher.group()) ? 1 : 0;
          }
          return count;
        });
  }

  private static String unfenced(String text) {
    String bare = text;
    for (String fence : List.of("```json", "```Json", "```JSON", "```")) {
      bare = bare.startsWith(fence) ? bare.substring(fence.length()) : bare;
    }
    bare = bare.endsWith("```") ? bare.substring(0, bare.length() - 3) : bare;
    return PythonText.strip(bare);
  }
}
