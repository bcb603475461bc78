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

  /** The check judges by what a round settles on, and no round is known or held. */
  public static final String NO_ROUND = "NO_ROUND";

  /** The prompt was forgotten before its round was in. */
  public static final String ROUND_INCOMPLETE = "ROUND_INCOMPLETE";

  /** No answer of the round has the share that makes it the reference. */
  public static final String NO_MAJORITY = "NO_MAJORITY";

  /** The round has fewer answers than it needs to settle on one; the next round may. */
  public static final String TOO_FEW_ANSWERS = "TOO_FEW_ANSWERS";

  /** The response was cut off at its token limit, so it may or may not be wrong. */
  public static final String CUT_OFF = "CUT_OFF";

  /** The response exceeds the verifier's maximum length. */
  public static final String TOO_LONG = "TOO_LONG";

  /** The recipe's verification cannot be used: a check does not exist, or an option is wrong. */
  public static final String BAD_CHECK = "BAD_CHECK";

  /** The check itself failed because of an error in its code. */
  public static final String CHECK_FAILED = "CHECK_FAILED";

  /** The response is identical to an accepted one of the same prompt. */
  public static final String IDENTICAL = "IDENTICAL";

  /** The model that sampled the candidate is more versions behind the newest than is allowed. */
  public static final String POLICY_TOO_OLD = "POLICY_TOO_OLD";

  /** The recipe limits the age of the model, and the version of this one is not known. */
  public static final String POLICY_UNKNOWN = "POLICY_UNKNOWN";

  /** There are no checks, and no condition: a candidate that is scored is accepted. */
  public static final String SCORED = "SCORED";

  /** The recipe's condition holds for the scores. */
  public static final String ACCEPTED_BY_SCORE = "ACCEPTED_BY_SCORE";

  /** The recipe's condition does not hold for the scores. */
  public static final String REJECTED_BY_SCORE = "REJECTED_BY_SCORE";

  /** A part of the recipe's score or condition is not a finite number, although all scores are. */
  public static final String SCORE_NOT_FINITE = "SCORE_NOT_FINITE";

  /** What the reason begins with where a scorer failed; the code of its failure follows. */
  public static final String SCORER_FAILED = "SCORER_";

  /** A scorer's pool has no topic. */
  public static final String NO_SCORER_POOL = "NO_SCORER_POOL";

  /** There is no response. */
  public static final String EMPTY = "EMPTY";

  /** The response only calls tools. */
  static final String TOOL_CALLS = "TOOL_CALLS";

  private Reason() {}
}
