package dev.winnow.ops.evaluate;

/**
 * What a model did with one prompt.
 *
 * @param id id of the prompt
 * @param family the prompt's family, or {@code -}
 * @param right candidates that were accepted
 * @param wrong candidates that were rejected
 * @param undecided candidates that were not sampled, or that no check could judge: they are no
 *     evidence
 * @param tokens tokens sampled
 */
public record PromptResult(
    String id, String family, int right, int wrong, int undecided, long tokens) {
  /** Returns the number of candidates with a verdict. */
  public int judged() {
    return right + wrong;
  }
}
