package dev.winnow.math;

import dev.winnow.math.equal.MathPolicy;
import dev.winnow.math.extract.AnswerExtractor;
import dev.winnow.math.extract.Extraction;
import dev.winnow.math.extract.Form;
import dev.winnow.math.parse.AnswerParser;
import dev.winnow.math.parse.Shorthand;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Judges mathematical answers: finds the final answer in a response and decides whether it equals
 * the reference. Never throws on any input; work, depth and memory are bounded by {@link
 * MathPolicy}. Immutable and thread-safe.
 */
public final class MathVerifier {
  private static final int LONGEST_PRINTED = 200;

  /** Maximum white space around a response that equals the reference, in characters. */
  private static final int MAX_PADDING = 64;

  private final MathPolicy policy;

  public MathVerifier(MathPolicy policy) {
    this.policy = policy;
  }

  /**
   * Extracts the final answer of the response and compares it with the reference, which may be a
   * whole solution. Text before the end of the response's reasoning is ignored.
   */
  public MathFinding verify(String reference, String response) {
    return verify(reference, response, AnswerExtractor::extract);
  }

  /** Does the same for a text whose reasoning has already been removed. */
  public MathFinding verifyAnswer(String reference, String answer) {
    return verify(reference, answer, AnswerExtractor::extractAnswer);
  }

  private MathFinding verify(
      String reference, String response, Function<String, @Nullable Extraction> extractor) {
    String gold = AnswerExtractor.ofReference(reference);
    if (response.length() - gold.length() < MAX_PADDING
        && response.length() < policy.maxAnswerLength()
        && response.strip().equals(gold)
        && !gold.isEmpty()) {
      return compared(gold, gold, Form.WHOLE);
    }
    Extraction extraction = extractor.apply(response);
    if (extraction == null) {
      return spelled(gold, response);
    }
    String answer = hasUnit(gold) ? extraction.withUnit(response) : extraction.text();
    MathFinding last = compared(gold, answer, extraction.form());
    if (!last.equal()
        && extraction.isWords()
        && AnswerExtractor.isValue(gold)
        && !AnswerParser.isSpelledNumber(extraction.text())) {
      return spelled(gold, response);
    }
    return extraction.boxes().size() == 1 ? last : several(gold, extraction, last);
  }

  /** Returns whether the reference may have a unit at its end, or a currency sign before it. */
  private static boolean hasUnit(String gold) {
    if (gold.isEmpty()) {
      return false;
    }
    char first = gold.charAt(0);
    char last = gold.charAt(gold.length() - 1);
    return !(last >= '0' && last <= '9') || !(first >= '0' && first <= '9' || first == '-');
  }

  private MathFinding several(String gold, Extraction extraction, MathFinding last) {
    List<String> boxes = extraction.boxes();
    String text = extraction.text();
    if (boxes.stream().allMatch(box -> compared(text, box, null).equal())) {
      return last;
    }
    MathFinding all = compared(gold, String.join(", ", boxes), extraction.form());
    return all.equal()
        ? all
        : Several.chosen(
            policy.several(),
            boxes.stream().map(box -> compared(gold, box, extraction.form())).toList());
  }

  /** Compares a short answer in words with a reference that is a value. */
  private MathFinding spelled(String gold, String response) {
    Extraction found = AnswerExtractor.isValue(gold) ? AnswerExtractor.spelled(response) : null;
    return found == null ? noAnswer(gold) : compared(gold, found.text(), found.form());
  }

  private static MathFinding noAnswer(String gold) {
    return new MathFinding(
        false, MathReason.NO_ANSWER, "", null, 0, shortened(gold), "", "no answer");
  }

  /** Compares two bare answers. */
  public MathFinding compare(String gold, String candidate) {
    return compared(
        AnswerExtractor.ofReference(gold), AnswerExtractor.ofReference(candidate), null);
  }

  private MathFinding compared(String gold, String candidate, @Nullable Form form) {
    double confidence = form == null ? 1 : form.confidence();
    long a = gold.startsWith("$") ? IntegerFastPath.NONE : IntegerFastPath.value(gold);
    long b = a == IntegerFastPath.NONE ? a : IntegerFastPath.value(candidate);
    if (b != IntegerFastPath.NONE) {
      MathReason reason = a == b ? MathReason.EQUAL : MathReason.DIFFERENT_VALUE;
      return new MathFinding(
          a == b,
          reason,
          candidate,
          form,
          confidence,
          Long.toString(a),
          Long.toString(b),
          "integer");
    }
    String reference = Shorthand.expanded(gold, false);
    String answer = Shorthand.expanded(candidate, !hasLetter(gold));
    return new Comparison(policy, reference, answer, form, confidence)
        .finding()
        .withExtracted(candidate);
  }

  private static boolean hasLetter(String text) {
    return text.chars().anyMatch(Character::isLetter);
  }

  static String shortened(String text) {
    return text.length() <= LONGEST_PRINTED ? text : text.substring(0, LONGEST_PRINTED) + "...";
  }
}
