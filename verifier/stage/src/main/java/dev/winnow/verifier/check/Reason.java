package dev.winnow.verifier.check;

/** Reason codes that several checks share. */
public final class Reason {
  /** The answer equals the reference. */
  public static final String EQUAL = "EQUAL";

  /** The answer differs from the reference. */
  public static final String DIFFERENT = "DIFFERENT";

  /** The response has no final answer that the check can read. */
  public static final String NO_ANSWER = "NO_ANSWER";

  /** The response names several answers and settles on none. */
  public static final String AMBIGUOUS = "AMBIGUOUS";

  /** Deciding needs more work than the check allows. */
  public static final String LIMIT = "LIMIT";

  /** The check needs a reference, but the prompt has none that it can read. */
  public static final String NO_REFERENCE = "NO_REFERENCE";

  /** The response was cut off at its token limit, so it may or may not be wrong. */
  public static final String CUT_OFF = "CUT_OFF";

  /** The response exceeds the verifier's maximum length. */
  public static final String TOO_LONG = "TOO_LONG";

  /** The recipe's check does not exist or its options are wrong. */
  public static final String BAD_CHECK = "BAD_CHECK";

  /** The check itself failed because of an error in its code. */
  public static final String CHECK_FAILED = "CHECK_FAILED";

  /** The response is identical to an accepted one of the same prompt. */
  public static final String IDENTICAL = "IDENTICAL";

  /** There is no response. */
  public static final String EMPTY = "EMPTY";

  /** The response only calls tools. */
  static final String TOOL_CALLS = "TOOL_CALLS";

  private Reason() {}
}
