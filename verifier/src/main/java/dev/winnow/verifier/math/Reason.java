package dev.winnow.verifier.math;

/** Why a response was or was not judged equal to its reference. */
public enum Reason {
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
  /** An answer is too long or too deep, or comparing it takes more work than the policy allows. */
  LIMIT
}
