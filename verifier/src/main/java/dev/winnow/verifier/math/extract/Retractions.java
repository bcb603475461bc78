package dev.winnow.verifier.math.extract;

import java.util.List;

/** Finds out whether what follows an answer takes it back. */
final class Retractions {
  /** What takes an answer back where it begins a sentence. */
  private static final List<String> OPENINGS =
      List.of(
          "wait",
          "hold on",
          "actually",
          "correction",
          "scratch that",
          "oops",
          "sorry",
          "apologies",
          "my mistake",
          "no,",
          "no.",
          "no:",
          "no!",
          "hmm",
          "let me re",
          "let me correct",
          "let's re",
          "on second thought",
          "rather,",
          "instead,",
          "i mean",
          "strike that",
          "never mind",
          "nevermind",
          "edit:",
          "not quite");

  /** What takes an answer back anywhere after it. */
  private static final List<String> ANYWHERE =
      List.of(
          "is wrong",
          "was wrong",
          "is incorrect",
          "was incorrect",
          "is not correct",
          "isn't correct",
          "is not right",
          "isn't right",
          "not be right",
          "cannot be right",
          "can't be right",
          "cannot be correct",
          "can't be correct",
          "that's wrong",
          "i made a mistake",
          "i made an error",
          "i missed",
          "i forgot",
          "it should be",
          "answer should be",
          "should have been",
          "answer is not",
          "answer isn't",
          "answer cannot be",
          "but wait",
          "this is a mistake",
          "i was wrong",
          "not the answer",
          "contradict",
          "do not know",
          "don't know",
          "not enough information",
          "cannot be determined",
          "cannot determine",
          "i am not sure",
          "i'm not sure",
          "\u4e0d\u5bf9",
          "\u9519\u4e86",
          "\u66f4\u6b63");

  private Retractions() {}

  /** Whether the text between the offsets takes back what stands before it. */
  static boolean follow(String text, int from, int to) {
    boolean starts = true;
    boolean word = true;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      boolean letter = Character.isLetter(c);
      if (letter && (word || c >= '\u2e80') && isRetraction(text, i, to, starts)) {
        return true;
      }
      word = !letter;
      starts =
          !letter && (starts || c == '.' || c == '!' || c == '?' || c == '\n' || c == '\u3002');
      starts &= c != ',';
    }
    return false;
  }

  private static boolean isRetraction(String text, int at, int to, boolean starts) {
    return starts && any(OPENINGS, text, at, to) || any(ANYWHERE, text, at, to);
  }

  private static boolean any(List<String> phrases, String text, int at, int to) {
    char first = Character.toLowerCase(text.charAt(at));
    for (String phrase : phrases) {
      if (phrase.charAt(0) == first && matches(text, at, to, phrase)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String text, int at, int to, String phrase) {
    int end = at + phrase.length();
    boolean open = phrase.endsWith("re") || phrase.endsWith("contradict");
    return end <= to
        && text.regionMatches(true, at, phrase, 0, phrase.length())
        && (open || phrase.charAt(0) >= '\u2e80' || end == to || !isLetter(text, end));
  }

  private static boolean isLetter(String text, int at) {
    return Character.isLetter(text.charAt(at)) && Character.isLetter(text.charAt(at - 1));
  }
}
