package dev.winnow.verifier.check;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads answers that select several choices: "AB", "A, C and D", "The answers are A and B".
 * Immutable. A set is written as its letters in alphabetical order.
 */
final class ChoiceSets {
  private static final int MAX_READ = 20_000;

  private final String letters;
  private final Pattern whole;
  private final Pattern decided;

  ChoiceSets(String letters) {
    this.letters = letters;
    String one = "[(\\[]?[" + letters + "][)\\]]?";
    String several =
        one
            + "(?:(?:\\s?(?:,|;|/|&|\\+|\u3001|\u548c|\u4e0e)\\s?(?:and\\s)?|\\sand\\s|\\s)?"
            + one
            + "){1,25}";
    String announced =
        "(?i:\\b(?:answers?|options?|choices?|selections?|statements?|ones|solutions?|ans)(?:\\s(?:is|are|would"
            + " be|should be|must be)|\\s?:|\\s(?:is|are)\\s?:)|\\bI"
            + " (?:choose|select|pick))(?:\\s(?i:both|all of|options?|choices?))?\\s?|"
            + ChoiceForms.ELSEWHERE;
    this.whole = Pattern.compile("^(?:" + several + ")[.!]?$");
    this.decided =
        Pattern.compile(
            "(?:"
                + announced
                + ")(?<letters>"
                + several
                + ")(?![A-Za-z])(?=[.,;:!)\\s\u4e00-\u9fff]|$)");
  }

  /** Returns the letters of a reference or a box that contains only two or more of them. */
  Optional<String> whole(String text) {
    return whole.matcher(text.strip()).matches() ? letters(text) : Optional.empty();
  }

  /** Returns the set that an answer selects; empty if it selects none, or more than one. */
  Optional<String> read(String answer) {
    String plain = ChoiceReader.plain(answer.substring(Math.max(0, answer.length() - MAX_READ)));
    Matcher box = ChoiceReader.BOX.matcher(plain);
    Set<String> found = new HashSet<>();
    while (box.find()) {
      found.add(whole(box.group(box.group(1) == null ? 2 : 1)).orElse(""));
    }
    if (found.isEmpty() && whole(plain).isPresent()) {
      return whole(plain);
    }
    Matcher selection = decided.matcher(plain);
    while (selection.find()) {
      boolean reached = ChoiceGuards.reachAll(plain, selection.start(), selection.end("letters"));
      found.add(reached ? "" : letters(selection.group("letters")).orElse(""));
    }
    String only = found.size() == 1 ? found.iterator().next() : "";
    return Optional.of(only).filter(set -> !set.isEmpty());
  }

  /** Returns the letters in order; empty if one is written twice. */
  private Optional<String> letters(String text) {
    TreeSet<Character> set = new TreeSet<>();
    StringBuilder sorted = new StringBuilder();
    for (char c : text.replace("and", "").toCharArray()) {
      if (letters.indexOf(c) >= 0 && !set.add(c)) {
        return Optional.empty();
      }
    }
    set.forEach(sorted::append);
    return Optional.of(sorted.toString());
  }
}
