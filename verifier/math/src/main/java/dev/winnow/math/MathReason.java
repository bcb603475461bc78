package dev.winnow.math;

/** Why a response was or was not judged equal to its reference. */
public enum MathReason {
  /** The answers are equal. */
  EQUAL,
  /** The answers denote different values. */
  DIFFERENT_VALUE,
  /**
   * The answers have the same parts in a form with another meaning, such as an open end instead of
   * a closed one.
   */
  DIFFERENT_FORM,
  /** The response states no final answer, or was cut off before it. */
  NO_ANSWER,
  /** One of the answers could not be parsed as mathematics, and the texts differ. */
  UNPARSABLE,
  /** An answer has several readings with different results, or only bounds the value. */
  AMBIGUOUS,
  /** The response states several answers, the reference has one, and the policy chooses none. */
  SEVERAL,
  /** The policy chose one of several answers of the response, and it is equal. */
  SEVERAL_EQUAL,
  /** The answers chosen by the policy, or all of several answers, differ from the reference. */
  SEVERAL_DIFFERENT,
  /** An answer is too long or too deep, or comparing it needs more work than the policy allows. */
  LIMIT
}
