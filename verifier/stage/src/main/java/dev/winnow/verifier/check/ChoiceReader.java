package dev.winnow.verifier.check;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds the letter that an answer settles on. Immutable. The last 20,000 characters of the text are
 * read, by patterns whose repetitions are bounded or stop at the next mark, so that none backtracks
 * over the text.
 *
 * <ol>
 *   <li>A box or an answer tag that contains only a choice decides. If it contains something else,
 *       weaker forms are not tried, and there is no decision.
 *   <li>Else an explicit decision ("the answer is B", "I choose B"), else an assertion ("B is
 *       correct", "It must be B"), else a label that begins the first or last line ("B. Paris").
 *       Occurrences affected by {@link ChoiceGuards} do not count.
 *   <li>Different letters of one form count as several, unless a retraction occurs in between: then
 *       the last one counts. After a retraction of the last one there is no decision, nor after a
 *       weaker form behind it that names another letter.
 *   <li>Without any of these, all mentions ("option B", "(B)") must name the same letter, and none
 *       of them may be affected by a guard.
 * </ol>
 */
final class ChoiceReader {
  private static final int MAX_READ = 20_000;

  /**
   * Maximum number of occurrences of one form that are examined, the last ones: each costs a few
   * searches.
   */
  private static final int MAX_NAMED = 100;

  static final Pattern BOX =
      Pattern.compile(
          "\\\\(?:boxed|fbox)\\s?\\{([^{}]*|[^{}]*\\{[^{}]*\\}[^{}]*)\\}"
              + "|<(?i:answer|final_answer|choice|option)>([^<]*)</(?i:answer|final_answer|choice|option)>");

  private static final Pattern TEXT_COMMAND =
      Pattern.compile("\\\\(?:text|textbf|mathrm|mathbf|textrm|mathsf)\\s?\\{([^{}]*)\\}");

  private final ChoiceForms forms;

  ChoiceReader(String letters) {
    this.forms = ChoiceForms.of(letters);
  }

  /** The letter or letters of an answer. */
  sealed interface Reading {
    /** No letter. */
    record None() implements Reading {}

    /** Several letters, or a doubtful one. */
    record Several() implements Reading {}

    /** This letter, a capital. */
    record One(String letter) implements Reading {}
  }

  private record Named(String letter, int start, int end) {}

  Reading read(String answer) {
    String text =
        answer.length() <= MAX_READ ? answer : answer.substring(answer.length() - MAX_READ);
    String plain = plain(text);
    List<Named> boxes = boxes(plain);
    if (!boxes.isEmpty()) {
      return settle(plain, boxes, List.of());
    }
    Matcher whole = forms.whole().matcher(plain);
    if (whole.find() && plain.strip().indexOf('\n') < 0) {
      return settle(plain, List.of(named(whole, 1)), all(List.of(forms.inline()), plain));
    }
    List<Named> decisions = unreached(plain, all(forms.decisions(), plain));
    List<Named> assertions = unreached(plain, all(forms.assertions(), plain));
    if (!decisions.isEmpty()) {
      return settle(plain, decisions, assertions);
    }
    return assertions.isEmpty()
        ? readLabelsOrMentions(plain)
        : settle(plain, assertions, List.of());
  }

  /** Reads labels of the first and last line, else mentions. */
  private Reading readLabelsOrMentions(String plain) {
    List<Named> mentions = all(forms.mentions(), plain);
    List<Named> labels = unreached(plain, all(List.of(forms.labels()), plain));
    List<Named> outer = labels.stream().filter(label -> isOuter(plain, label)).toList();
    if (letters(labels).size() == 1 && !outer.isEmpty()) {
      return settle(plain, outer, all(List.of(forms.inline()), plain));
    }
    mentions.addAll(labels);
    return switch (letters(mentions).size()) {
      case 0 -> new Reading.None();
      case 1 ->
          unreached(plain, mentions).size() == mentions.size()
              ? settle(plain, mentions, List.of())
              : new Reading.Several();
      default -> new Reading.Several();
    };
  }

  /** Returns the letter of these, in the order of the text, if they settle on one. */
  private static Reading settle(String plain, List<Named> strongest, List<Named> weaker) {
    Named last = strongest.getLast();
    if (last.letter().isEmpty()) {
      return new Reading.None();
    }
    boolean undone =
        ChoiceGuards.reach(plain, last.start(), last.end())
            || ChoiceGuards.retracts(plain.substring(last.end()))
            || weaker.stream().anyMatch(other -> contradicts(other, last));
    if (undone) {
      return new Reading.Several();
    }
    Optional<Named> other =
        unreached(plain, strongest).stream()
            .filter(named -> !named.letter().equals(last.letter()))
            .reduce((earlier, later) -> later);
    boolean replaced =
        other
            .map(named -> ChoiceGuards.retracts(plain.substring(named.end(), last.start())))
            .orElse(true);
    return replaced ? new Reading.One(last.letter()) : new Reading.Several();
  }

  private static boolean contradicts(Named other, Named last) {
    return other.start() > last.end() && !other.letter().equals(last.letter());
  }

  private List<Named> boxes(String plain) {
    List<Named> boxes = new ArrayList<>();
    Matcher box = BOX.matcher(plain);
    while (box.find()) {
      int group = box.group(1) == null ? 2 : 1;
      Matcher whole = forms.whole().matcher(box.group(group).strip());
      String letter = whole.find() ? whole.group(1).toUpperCase(Locale.ROOT) : "";
      boxes.add(new Named(letter, box.start(), box.end()));
    }
    return boxes;
  }

  private static List<Named> all(List<Pattern> patterns, String plain) {
    List<Named> found = new ArrayList<>();
    for (Pattern pattern : patterns) {
      Matcher matcher = pattern.matcher(plain);
      while (matcher.find()) {
        found.add(named(matcher, 1));
      }
    }
    found.sort(Comparator.comparingInt(Named::start));
    return found.size() <= MAX_NAMED
        ? found
        : new ArrayList<>(found.subList(found.size() - MAX_NAMED, found.size()));
  }

  private static Named named(Matcher matcher, int group) {
    String letter = matcher.group(group).toUpperCase(Locale.ROOT);
    return new Named(letter, matcher.start(group), matcher.end(group));
  }

  private static List<Named> unreached(String plain, List<Named> named) {
    return named.stream()
        .filter(one -> !ChoiceGuards.reach(plain, one.start(), one.end()))
        .toList();
  }

  private static Set<String> letters(List<Named> named) {
    return named.stream().map(Named::letter).collect(Collectors.toCollection(TreeSet::new));
  }

  /** Returns whether this label begins the first or the last line that is not blank. */
  private static boolean isOuter(String plain, Named label) {
    int end = plain.indexOf('\n', label.end());
    return plain.substring(0, label.start()).replaceAll("[(\\[]", "").isBlank()
        || end < 0
        || plain.substring(end).isBlank();
  }

  /** Returns the text without emphasis and formula marks, in plain letters and brackets. */
  static String plain(String text) {
    String bare = TEXT_COMMAND.matcher(text).replaceAll("$1");
    String normal = Normalizer.normalize(bare, Normalizer.Form.NFKC);
    return normal
        .replace("**", "")
        .replace("__", "")
        .replaceAll("[*`$\"\u201c\u201d]|\\\\[()\\[\\]]", "")
        .replace('\u2019', '\'')
        .replaceAll("'([A-Za-z])'", "$1")
        .replaceAll("\\\\[ ,;!]", " ")
        .replace('\u3002', '.')
        .replaceAll("[ \\t\\x0B\\f\\r\u00a0]+", " ")
        .strip();
  }
}
