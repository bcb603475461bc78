package dev.winnow.math.equal;

/**
 * Options for cases where conventions differ. The defaults follow a careful mathematician's
 * grading.
 *
 * @param percent how {@code 50%} compares with a bare number; default {@link Percent#EITHER}
 * @param roundedDecimals whether a reference decimal with k places accepts every value that rounds
 *     to it; default no. Risk: a reference 0.3 then accepts 1/3
 * @param longDecimalDigits number of significant digits from which a decimal may stand for the
 *     irrational or repeating value that it rounds; default 10, 0 for never
 * @param unorderedLists whether a list without brackets may be in any order; default yes
 * @param several meaning of several boxed answers in one closing sentence; default {@link
 *     Several#UNDECIDED}
 * @param maxAnswerLength maximum length of an answer compared as mathematics, in characters;
 *     default 4,096
 * @param maxSteps maximum work of one comparison, in {@link dev.winnow.math.expr.WorkBudget} steps;
 *     default 200,000, about 3 ms
 */
public record MathPolicy(
    Percent percent,
    boolean roundedDecimals,
    int longDecimalDigits,
    boolean unorderedLists,
    Several several,
    int maxAnswerLength,
    long maxSteps) {

  /** How a percentage compares with a number without a percent sign. */
  public enum Percent {
    /**
     * 50% equals 50 and 0.5; below 1% it equals only the fraction, and a whole number above 1
     * equals only the percentage without its sign.
     */
    EITHER,
    /** 50% equals 0.5 only. */
    FRACTION,
    /** 50% equals 50 only. */
    STRIPPED
  }

  /** Which of several boxed answers counts where the reference has one value. */
  public enum Several {
    /** None: the response does not indicate which is the answer. */
    UNDECIDED,
    /** Any one of them. Risk: a response that boxes its guesses is accepted. */
    ANY,
    /** The last one. */
    LAST,
    /** All of them together, as a list: one value is not enough. */
    ALL
  }

  /**
   * @throws IllegalArgumentException if {@code longDecimalDigits} is negative, or {@code
   *     maxAnswerLength} or {@code maxSteps} is below 1
   */
  public MathPolicy {
    if (longDecimalDigits < 0 || maxAnswerLength < 1 || maxSteps < 1) {
      throw new IllegalArgumentException(
          "MathPolicy: longDecimalDigits must be >= 0, maxAnswerLength and maxSteps >= 1, but were "
              + longDecimalDigits
              + ", "
              + maxAnswerLength
              + ", "
              + maxSteps);
    }
  }

  /** Returns the policy with the default of every option. */
  public static MathPolicy defaults() {
    return new MathPolicy(Percent.EITHER, false, 10, true, Several.UNDECIDED, 4096, 200_000);
  }

  /** Returns the same policy with another {@code roundedDecimals}. */
  public MathPolicy withRoundedDecimals(boolean accepted) {
    return new MathPolicy(
        percent, accepted, longDecimalDigits, unorderedLists, several, maxAnswerLength, maxSteps);
  }

  /** Returns the same policy with another {@code percent}. */
  public MathPolicy withPercent(Percent reading) {
    return new MathPolicy(
        reading,
        roundedDecimals,
        longDecimalDigits,
        unorderedLists,
        several,
        maxAnswerLength,
        maxSteps);
  }

  /** Returns the same policy with another {@code several}. */
  public MathPolicy withSeveral(Several reading) {
    return new MathPolicy(
        percent,
        roundedDecimals,
        longDecimalDigits,
        unorderedLists,
        reading,
        maxAnswerLength,
        maxSteps);
  }
}
