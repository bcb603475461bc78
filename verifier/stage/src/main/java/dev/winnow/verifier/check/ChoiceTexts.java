package dev.winnow.verifier.check;

import dev.winnow.schemas.Message;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts of the choices, as the last message of the prompt lists them: one line each, with its
 * letter in front ("B) Paris"). Only a text that equals one of them, but for case, white space and
 * outer marks, stands for its letter. Immutable.
 *
 * @param letters letter by normalized text; empty where the prompt lists none, not all of the first
 *     letters in their order, or one text twice
 */
record ChoiceTexts(Map<String, String> letters) {
  private static final int MAX_READ = 20_000;
  private static final int MAX_TEXT = 300;

  private static final Pattern LINE =
      Pattern.compile("(?m)^[ \\t*]{0,9}\\(?([A-Z])[).:][*]{0,2}[ \\t]{1,9}(\\S[^\\n]{0,300})$");

  /** A statement of the answer, up to the end of its line. */
  private static final Pattern STATED =
      Pattern.compile(
          "(?i)(?:\\b(?:the|my)\\s(?:final\\s|correct\\s|right\\s|best\\s){0,2}(?:answer|choice|option)\\s(?:is|must be|would be)"
              + "|(?m:^)(?:the\\s)?(?:final\\s|correct\\s){0,2}answer\\s?)[:,]?\\s+([^\\n]{1,300})");

  private static final Pattern LABEL = Pattern.compile("^\\(?([A-Z])[).:]\\s+(.{1,300})$");

  static ChoiceTexts of(List<Message> messages, String allowed) {
    if (messages.isEmpty()) {
      return new ChoiceTexts(Map.of());
    }
    String content = messages.getLast().getContent();
    Matcher line = LINE.matcher(content.substring(0, Math.min(content.length(), MAX_READ)));
    Map<String, String> letters = new HashMap<>();
    int next = 0;
    while (line.find()) {
      boolean inOrder = next < allowed.length() && line.group(1).charAt(0) == allowed.charAt(next);
      if (!inOrder || letters.put(normal(line.group(2)), line.group(1)) != null) {
        return new ChoiceTexts(Map.of());
      }
      next++;
    }
    return new ChoiceTexts(next >= 2 ? Map.copyOf(letters) : Map.of());
  }

  /**
   * Returns the letter whose text is the whole answer, all its boxes and tags, or else all its
   * statements of the answer.
   */
  Optional<String> read(String answer) {
    if (letters.isEmpty()) {
      return Optional.empty();
    }
    String plain = ChoiceReader.plain(answer.substring(Math.max(0, answer.length() - MAX_READ)));
    Optional<String> whole = letter(plain);
    if (whole.isPresent()) {
      return whole;
    }
    Matcher box = ChoiceReader.BOX.matcher(plain);
    Optional<String> boxed = only(box, plain);
    return boxed.isPresent() ? boxed : only(STATED.matcher(plain), plain);
  }

  /** Returns whether the answer states a letter together with the text of another one. */
  boolean contradict(String answer) {
    return !letters.isEmpty()
        && ChoiceReader.plain(answer.substring(Math.max(0, answer.length() - MAX_READ)))
            .lines()
            .anyMatch(this::isCrossed);
  }

  private boolean isCrossed(String line) {
    Matcher stated = STATED.matcher(line);
    String last = line.strip();
    while (stated.find()) {
      last = stated.group(1).strip();
    }
    Matcher label = LABEL.matcher(last);
    return label.find()
        && letter(label.group(2)).filter(letter -> !letter.equals(label.group(1))).isPresent();
  }

  /** Returns the one letter that all matches name by its text, undisturbed by other words. */
  private Optional<String> only(Matcher matcher, String plain) {
    Optional<String> found = Optional.empty();
    while (matcher.find()) {
      String text = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      Optional<String> letter = letter(text);
      boolean reached =
          ChoiceGuards.reach(plain, matcher.start(), matcher.end())
              || ChoiceGuards.retracts(plain.substring(matcher.end()));
      if (letter.isEmpty() || reached || found.isPresent() && !found.equals(letter)) {
        return Optional.empty();
      }
      found = letter;
    }
    return found;
  }

  private Optional<String> letter(String text) {
    return text.length() > MAX_TEXT
        ? Optional.empty()
        : Optional.ofNullable(letters.get(normal(text)));
  }

  private static String normal(String text) {
    return Normalizer.normalize(ChoiceReader.plain(text), Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s{1,300}", " ")
        .replaceAll("^[ \"'(]{1,9}|[ \"').!;,:]{1,9}$", "");
  }
}
