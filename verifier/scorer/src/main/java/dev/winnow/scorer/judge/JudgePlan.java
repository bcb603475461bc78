package dev.winnow.scorer.judge;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.winnow.schemas.text.PatternSize;
import dev.winnow.scorer.ScoreReading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How a judge is asked and its reply read. Immutable and thread-safe.
 *
 * @param plain the prompt where there is no reference, or none is wanted
 * @param withReference the prompt where there is a reference
 * @param parser reads a reply: one reading for each of {@code names}
 * @param names of the criteria in replies, at least one
 * @param shownCriteria the criteria as the judge sees them
 */
record JudgePlan(
    JudgePrompt plain,
    JudgePrompt withReference,
    ReplyParser parser,
    List<String> names,
    String shownCriteria) {
  /** Name of the only rating in a reply, where a recipe names no criteria. */
  static final String RATING = "rating";

  private static final int MAX_PROGRAM = 5_000;
  private static final String NUMBER = "\\[\\[\\s*(-?\\d+(?:\\.\\d+)?)\\s*]]";
  private static final String CHOICE = "\\[\\[\\s*([ABC])\\s*]]";
  private static final Map<String, Double> CHOICES = Map.of("A", 1.0, "B", 0.0, "C", 0.5);
  private static final String CRITERION = "{criterion}";

  JudgePlan {
    names = List.copyOf(names);
  }

  /**
   * Makes a plan of a recipe's options.
   *
   * @throws IllegalArgumentException if prompt, pattern or words cannot be used
   */
  static JudgePlan of(
      Optional<String> prompt,
      List<String> criteria,
      JudgeRead read,
      Optional<String> pattern,
      List<String> words,
      double min,
      double max,
      boolean pairwise,
      double minMass) {
    List<String> given = criteria.stream().map(c -> c.split(":", 2)[0].strip()).toList();
    List<String> names = given.isEmpty() ? List.of(RATING) : given;
    Function<Boolean, JudgePrompt> own =
        isReferred ->
            JudgePrompt.parse(
                pairwise
                    ? JudgePrompts.comparison(given)
                    : JudgePrompts.rating(given, read, min, max, isReferred));
    JudgePrompt plain = prompt.map(JudgePrompt::parse).orElseGet(() -> own.apply(false));
    JudgePrompt referred = prompt.isPresent() ? plain : own.apply(true);
    if (plain.isPairwise() != pairwise) {
      throw new IllegalArgumentException(
          pairwise
              ? "prompt: pairwise needs {{response_a}} and {{response_b}}"
              : "prompt: {{response_a}} and {{response_b}} need 'pairwise: true'");
    }
    ReplyParser parser =
        switch (read) {
          case JSON -> new JsonReply(names, pairwise ? 0 : min, pairwise ? 1 : max);
          case RATING_TOKENS -> new RatingTokens(RATING, tokens(min, max), minMass);
          case REGEX -> regex(names, pattern, words(words), min, max, pairwise);
        };
    String shown = String.join("\n", criteria.stream().map(c -> "- " + c).toList());
    return new JudgePlan(plain, referred, parser, names, shown);
  }

  boolean isPairwise() {
    return plain.isPairwise();
  }

  /** Returns whether a prompt without a reference cannot be judged. */
  boolean needsReference() {
    return plain.needsReference();
  }

  private static ReplyParser regex(
      List<String> names,
      Optional<String> pattern,
      Map<String, Double> words,
      double min,
      double max,
      boolean pairwise) {
    Map<String, Double> values = words.isEmpty() && pairwise ? CHOICES : words;
    String rating = pairwise ? CHOICE : NUMBER;
    boolean isNamed = !names.equals(List.of(RATING));
    String template =
        pattern.orElse(isNamed ? "(?i:" + CRITERION + ")[\\s*_:`\"']*" + rating : rating);
    if (isNamed && names.size() > 1 && !template.contains(CRITERION)) {
      throw new IllegalArgumentException(
          "pattern: several criteria need {criterion} in it, or all would read one rating");
    }
    List<ReplyParser> parsers = new ArrayList<>();
    for (String name : names) {
      Pattern compiled = compiled(template.replace(CRITERION, Pattern.quote(name)));
      double least = pairwise ? 0 : min;
      double most = pairwise ? 1 : max;
      parsers.add(new RegexReply(name, compiled, values, least, most));
    }
    return reply -> {
      Map<String, ScoreReading> readings = new LinkedHashMap<>();
      parsers.forEach(parser -> readings.putAll(parser.read(reply)));
      return readings;
    };
  }

  private static Pattern compiled(String pattern) {
    if (PatternSize.of(pattern) > MAX_PROGRAM) {
      throw new IllegalArgumentException("pattern: is too complex; use smaller repetition counts");
    }
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("pattern: " + e.getMessage(), e);
    }
  }

  private static Map<String, Double> words(List<String> given) {
    Map<String, Double> words = new HashMap<>();
    for (String word : given) {
      int equals = word.lastIndexOf('=');
      try {
        words.put(
            word.substring(0, Math.max(0, equals)).strip(),
            Double.valueOf(word.substring(equals + 1).strip()));
      } catch (NumberFormatException e) {
        throw new IllegalArgumentException("words: '%s', want WORD=NUMBER".formatted(word), e);
      }
      if (equals < 1) {
        throw new IllegalArgumentException("words: '%s', want WORD=NUMBER".formatted(word));
      }
    }
    return words;
  }

  private static Map<String, Double> tokens(double min, double max) {
    Map<String, Double> tokens = new HashMap<>();
    for (long rating = (long) min; rating <= max; rating++) {
      tokens.put(String.valueOf(rating), (double) rating);
    }
    return tokens;
  }
}
