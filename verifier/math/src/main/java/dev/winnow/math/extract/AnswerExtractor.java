package dev.winnow.math.extract;

import org.jspecify.annotations.Nullable;

/**
 * Finds the final answer of a response by the table in {@link Form}. Stateless; linear in the
 * response's length.
 */
public final class AnswerExtractor {
  private static final int LONGEST_WHOLE = 200;

  /**
   * Number of characters at the end of a response that are searched, since an answer is at the end.
   */
  private static final int LONGEST_READ = 50_000;

  private static final int LONGEST_BOLD = 100;

  /** The length of "A: 1", the shortest announcement. */
  private static final int SHORTEST_ANNOUNCED = 4;

  private AnswerExtractor() {}

  /** Returns the final answer, or null if the response states none or never ends its reasoning. */
  public static @Nullable Extraction extract(String response) {
    int reasoned = Reasoning.end(response);
    return reasoned == Reasoning.UNFINISHED ? null : extractAfter(response, reasoned);
  }

  /** Returns the final answer of a text without reasoning, or null if it states none. */
  public static @Nullable Extraction extractAnswer(String answer) {
    return extractAfter(answer, 0);
  }

  private static @Nullable Extraction extractAfter(String response, int reasoned) {
    int skipped = response.length() - LONGEST_READ;
    if (skipped > 0) {
      Extraction found = extract(response.substring(skipped), Math.max(0, reasoned - skipped));
      return found == null ? null : found.shifted(skipped);
    }
    return extract(response, reasoned);
  }

  private static @Nullable Extraction extract(String response, int from) {
    int to = Reasoning.templateStart(response, from);
    Extraction tagged = tagged(response, from, to);
    Extraction found = tagged != null ? within(response, tagged) : announced(response, from, to);
    if (found == null) {
      found = unannounced(response, from, to);
    }
    boolean none =
        found == null
            || found.isEmpty()
            || isDenied(response, from, found)
            || Retractions.follow(response, found.end(), to)
            || !Claims.holds(response, from, found, to);
    return none ? null : found;
  }

  /** Returns whether a "not" directly precedes the box. */
  private static boolean isDenied(String response, int from, Extraction found) {
    int box = found.form() == Form.BOXED ? response.lastIndexOf('\\', found.start()) : -1;
    int start = box < from ? box : Qualifiers.start(response, from, box);
    return start < box && Qualifiers.deny(response, start, box);
  }

  /** Returns the answer that a reference states: its box, its last line, or all of it. */
  public static String ofReference(String reference) {
    if (reference.length() < SHORTEST_ANNOUNCED) {
      return reference.strip();
    }
    if (reference.length() > LONGEST_READ) {
      return reference;
    }
    Extraction found = announced(reference, 0, reference.length());
    if (found == null) {
      return reference.strip();
    }
    if (found.isEmpty()) {
      return Boxes.unclosed(reference);
    }
    return String.join(", ", found.boxes().stream().distinct().toList());
  }

  /** Returns the only number that a short answer without digits spells out, or null. */
  public static @Nullable Extraction spelled(String answer) {
    Extraction found = Spelled.find(answer, 0, answer.length());
    boolean none =
        found == null
            || Retractions.follow(answer, found.end(), answer.length())
            || !Claims.holds(answer, 0, found, answer.length());
    return none ? null : found;
  }

  /**
   * Returns whether an answer contains a formula, a number or a single letter, and not only words.
   */
  public static boolean isValue(String answer) {
    return TextHeuristics.isValue(answer);
  }

  private static @Nullable Extraction tagged(String response, int from, int to) {
    int close = response.indexOf("</answer>", from);
    close = close < 0 ? close : response.lastIndexOf("</answer>", to - 1);
    int open = close < from ? -1 : response.lastIndexOf("<answer>", close);
    return open < from ? null : Extraction.of(response, open + 8, close, Form.TAGGED);
  }

  private static Extraction within(String response, Extraction tagged) {
    Extraction inner = announced(response, tagged.start(), tagged.end());
    return inner == null ? tagged : inner;
  }

  private static @Nullable Extraction announced(String response, int from, int to) {
    Extraction found = Boxes.find(response, from, to);
    if (found == null) {
      found = Cues.hashes(response, from, to);
    }
    if (found == null) {
      found = Cues.answerLine(response, from, to);
    }
    return found == null ? cue(response, from, to) : found;
  }

  /**
   * Finds the answer after a cue: a formula or bold text if one comes first, else the sentence,
   * else its last number.
   */
  private static @Nullable Extraction cue(String response, int from, int to) {
    int start = Cues.last(response, from, to);
    if (start < 0) {
      return null;
    }
    while (start < to && Character.isWhitespace(response.charAt(start))) {
      start++;
    }
    int formulas = Math.min(to, start + LONGEST_WHOLE * 20);
    boolean formula =
        response.startsWith("$", start)
            || response.startsWith("\\(", start)
            || response.startsWith("\\[", start);
    Extraction found = formula ? Formulas.first(response, start, formulas, Form.CUE) : null;
    if (found != null) {
      return found;
    }
    return sentence(response, start, Spans.sentenceEnd(response, start, to));
  }

  private static @Nullable Extraction sentence(String response, int start, int end) {
    Extraction whole = Extraction.of(response, start, end, Form.CUE);
    Extraction bold = bold(response, start, end, Form.CUE);
    if (bold != null) {
      return Qualifiers.deny(response, start, bold.start())
          ? whole
          : qualified(response, start, bold, end);
    }
    if (whole.isEmpty()
        || TextHeuristics.isExpression(whole.text())
        || Qualifiers.begin(response, start, end)) {
      return whole;
    }
    int expressionEnd = TextHeuristics.expressionEnd(response, start, end);
    if (expressionEnd > start) {
      int understood = Clauses.end(response, expressionEnd, end);
      return Extraction.of(response, start, understood, Form.CUE);
    }
    Extraction last = last(response, start, end);
    if (last == null || Qualifiers.deny(response, start, last.start())) {
      return whole;
    }
    Extraction found = qualified(response, start, last, end);
    return new Extraction(found.text(), found.start(), found.end(), Form.CUE, found.boxes());
  }

  /** Returns the answer with adjacent words that change its meaning. */
  private static Extraction qualified(String response, int from, Extraction found, int to) {
    int start = Qualifiers.start(response, from, found.start());
    int end = Qualifiers.end(response, found.end(), to);
    return start == found.start() && end == found.end()
        ? found
        : Extraction.of(response, start, end, found.form());
  }

  private static @Nullable Extraction bold(String response, int from, int to, Form form) {
    int close = response.lastIndexOf("**", to - 1);
    int open = close <= from ? -1 : response.lastIndexOf("**", close - 2);
    if (open < from || close - open > LONGEST_BOLD || close + 2 > to) {
      return null;
    }
    Extraction bold = Extraction.of(response, open + 2, close, form);
    return TextHeuristics.isExpression(bold.text()) && TextHeuristics.isValue(bold.text())
        ? bold
        : null;
  }

  private static @Nullable Extraction unannounced(String response, int from, int to) {
    Extraction whole = Extraction.of(response, from, to, Form.WHOLE);
    if (whole.isEmpty()) {
      return null;
    }
    Extraction fenced = Fences.last(response, whole.start(), whole.end());
    if (fenced != null) {
      return TextHeuristics.isExpression(fenced.text()) ? fenced : null;
    }
    if (whole.text().length() <= LONGEST_WHOLE && TextHeuristics.isOneExpression(whole.text())) {
      return whole;
    }
    Extraction letter = choice(response, whole.start(), whole.end());
    if (letter != null || Endings.isCutOff(response, whole.start(), whole.end())) {
      return letter;
    }
    Extraction bold = bold(response, from, to, Form.BOLD);
    if (bold != null) {
      return qualified(response, from, bold, to);
    }
    Extraction last = last(response, whole.start(), whole.end());
    if (last == null || Endings.isLeftOpen(response, last.end(), whole.end())) {
      return null;
    }
    return qualified(response, whole.start(), last, whole.end());
  }

  /** A capital letter and a period, with no numbers after it: {@code B. It is the largest.} */
  private static @Nullable Extraction choice(String response, int from, int to) {
    boolean letter = to - from > 2 && response.charAt(from) >= 'A' && response.charAt(from) <= 'J';
    boolean stop = letter && ".):\u3002".indexOf(response.charAt(from + 1)) >= 0;
    return stop && Spans.lastNumber(response, from, to) == null
        ? Extraction.of(response, from, from + 1, Form.WHOLE)
        : null;
  }

  /** Finds the last formula or number: the one that ends the last sentence with either. */
  private static @Nullable Extraction last(String response, int from, int to) {
    Extraction number = Spans.lastNumber(response, from, to);
    Extraction formula = Formulas.last(response, from, to, Form.CONCLUSION);
    if (formula != null && (number == null || number.start() < formula.end())) {
      return formula;
    }
    if (number == null || Endings.isAlternative(response, from, number.start())) {
      return null;
    }
    Extraction group = Spans.bracketAround(response, from, to, number);
    if (group == null && Enumerations.endAt(response, from, number.start())) {
      return Enumerations.announced(response, from, number);
    }
    if (group == null && Enumerations.isParallel(response, from, number.start())) {
      return null;
    }
    if (group == null) {
      group = Spans.expressionAround(response, from, to, number);
    }
    return group != null ? group : Equations.around(response, from, to, number);
  }
}
