package dev.winnow.math;

/** Why a response was or was not judged equal to its reference. */
public enum MathReason {
  /** The answers are equal. */
  EQUAL,
  /** The answers denote different values. */
  DIFFERENT_VALUE,
  /** The same parts in a form that means something else, such as an open end for a closed one. */
  DIFFERENT_FORM,
  /** The response states no final answer, or was cut off before it. */
  NO_ANSWER,
  /** One of the answers could not be read as mathematics, and is not the same text. */
  UNPARSABLE,
  /** An answer can be read in several ways that do not agree, or bounds the value only. */
  AMBIGUOUS,
  /** The response states several answers, the reference has one, and the policy names none. */
  SEVERAL,
  /** One of several answers of the response was chosen by the policy, and it is equal. */
  SEVERAL_EQUAL,
  /** The answers that the policy chose of several, or all of them, denote something else. */
  SEVERAL_DIFFERENT,
  /** An answer is too long or too deep, or comparing it takes more work than the policy allows. */
  LIMIT
}
