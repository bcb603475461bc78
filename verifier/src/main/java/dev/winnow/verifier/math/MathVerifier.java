package dev.winnow.verifier.math;

import dev.winnow.verifier.math.equal.MathPolicy;
import dev.winnow.verifier.math.extract.AnswerExtractor;
import dev.winnow.verifier.math.extract.Extraction;
import dev.winnow.verifier.math.extract.Form;
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

  private final MathPolicy policy;

  public MathVerifier(MathPolicy policy) {
    this.policy = policy;
  }

  /**
   * Extracts the final answer of the response and compares it with the reference, which may be a
   * whole solution. What the response says before the end of its reasoning does not count.
   */
  public MathFinding verify(String reference, String response) {
    return verify(reference, response, AnswerExtractor::extract);
  }

  /** The same of a text that holds no reasoning, since somebody has taken it away. */
  public MathFinding verifyAnswer(String reference, String answer) {
    return verify(reference, answer, AnswerExtractor::extractAnswer);
  }

  private MathFinding verify(
      String reference, String response, Function<String, @Nullable Extraction> extractor) {
    String gold = AnswerExtractor.ofReference(reference);
    if (response.length() < policy.maxAnswerLength()
        && response.strip().equals(gold)
        && !gold.isEmpty()) {
      return compared(gold, gold, Form.WHOLE);
    }
    Extraction extraction = extractor.apply(response);
    if (extraction == null) {
      return noAnswer(gold);
    }
    MathFinding last = compared(gold, extraction.text(), extraction.form());
    if (!last.equal() && extraction.isWords() && AnswerExtractor.isValue(gold)) {
      return noAnswer(gold);
    }
    return extraction.boxes().size() == 1 ? last : several(gold, extraction, last);
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

  private static MathFinding noAnswer(String gold) {
    return new MathFinding(false, Reason.NO_ANSWER, "", null, 0, shortened(gold), "", "no answer");
  }

  /** Compares two bare answers. */
  public MathFinding compare(String gold, String candidate) {
    return compared(
        AnswerExtractor.ofReference(gold), AnswerExtractor.ofReference(candidate), null);
  }

  private MathFinding compared(String gold, String candidate, @Nullable Form form) {
    double sureness = form == null ? 1 : form.sureness();
    long a = Plain.value(gold);
    long b = a == Plain.NONE ? a : Plain.value(candidate);
    if (b != Plain.NONE) {
      Reason reason = a == b ? Reason.EQUAL : Reason.DIFFERENT_VALUE;
      return new MathFinding(
          a == b, reason, candidate, form, sureness, Long.toString(a), Long.toString(b), "integer");
    }
    return new Comparison(policy, gold, candidate, form, sureness).finding();
  }

  static String shortened(String text) {
    return text.length() <= LONGEST_PRINTED ? text : text.substring(0, LONGEST_PRINTED) + "...";
  }
}
