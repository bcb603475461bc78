package dev.winnow.schemas;

import org.jspecify.annotations.NullMarked;

/**
 * Reasons why a candidate has no answer to judge: the values of {@code Candidate.failure_code},
 * which are also the reasons of undecided verdicts. The set is open.
 */
@NullMarked
public final class FailureCodes {
  /** The server withheld the answer, or rejected the prompt, because of its content. */
  public static final String CONTENT_FILTER = "CONTENT_FILTER";

  /** There is no answer, only reasoning or nothing at all. */
  public static final String NO_CONTENT = "NO_CONTENT";

  /** The answer is blank. */
  public static final String EMPTY = "EMPTY";

  /** The server reports that the model refused. */
  public static final String REFUSAL = "REFUSAL";

  /** The model calls tools instead of answering. */
  public static final String TOOL_CALLS = "TOOL_CALLS";

  /** The answer is not valid text: it has lone surrogates, or was not valid UTF-8. */
  public static final String INVALID_TEXT = "INVALID_TEXT";

  /** The answer does not fit into a record, or is larger than the worker reads. */
  public static final String TOO_LARGE = "TOO_LARGE";

  /** The prompt, with the requested tokens, is longer than the model's context. */
  public static final String CONTEXT_LENGTH = "CONTEXT_LENGTH";

  /** The server rejected this request for another reason. */
  public static final String REFUSED_REQUEST = "REFUSED_REQUEST";

  /** This request kept failing while others succeeded. */
  public static final String SERVER_ERROR = "SERVER_ERROR";

  /** The server's responses to this request were not chat completions. */
  public static final String MALFORMED_ANSWER = "MALFORMED_ANSWER";

  /** The planner stopped waiting for a request that no worker answered. */
  public static final String LOST = "LOST";

  /** A recording has no response for the candidate. */
  public static final String NOT_RECORDED = "NOT_RECORDED";

  /** The prompt had ended before the request was sampled. */
  public static final String PROMPT_ENDED = "PROMPT_ENDED";

  private FailureCodes() {}
}
