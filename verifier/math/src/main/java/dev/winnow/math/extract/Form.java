package dev.winnow.math.extract;

/**
 * How a final answer was stated. The forms are tried in this order; the first that is present
 * decides, even when its content turns out to be unreadable.
 *
 * <pre>
 * order  form           stated as                                                        confidence
 *   0    (none)         an opened reasoning tag that never closes: no answer             -
 *   1    TAGGED         &lt;answer&gt; ... &lt;/answer&gt; after the reasoning                         1.0
 *   2    BOXED          the last \boxed{} or \fbox{}; a box cut off is no answer         1.0
 *                       (a run of boxes joined by a few words is also read as a list)
 *   3    HASHES         "#### x" at the last such line                                   1.0
 *   4    LINE           a line "A: x"                                                    1.0
 *   5    CUE            "the (final) answer is x", "answer: x", in four languages        0.9
 *   6    WHOLE          the response is nothing but an expression                        0.9
 *   7    FENCED         a code fence that ends the response and holds an expression      0.8
 *   8    BOLD           the last **x**, where x is an expression                         0.8
 *   9    CONCLUSION     the last formula of the last line with one                       0.7
 *  10    LAST_NUMBER    the last number of the last sentence with one                    0.5
 * </pre>
 *
 * <p>Only what follows the last closing reasoning tag counts, up to a chat-template token. The
 * forms from BOLD on need a response that is not visibly cut off (ending inside a formula, a
 * calculation or after an operator), and a number that is one side of an "or" whose other side is
 * not a number is not an answer.
 */
public enum Form {
  TAGGED(1.0),
  BOXED(1.0),
  HASHES(1.0),
  LINE(1.0),
  CUE(0.9),
  WHOLE(0.9),
  FENCED(0.8),
  BOLD(0.8),
  CONCLUSION(0.7),
  LAST_NUMBER(0.5);

  private final double confidence;

  Form(double confidence) {
    this.confidence = confidence;
  }

  /** Returns the approximate probability that such a span is the intended answer. */
  public double confidence() {
    return confidence;
  }
}
