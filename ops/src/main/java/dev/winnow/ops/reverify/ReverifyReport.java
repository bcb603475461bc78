package dev.winnow.ops.reverify;

import java.util.Set;

/**
 * The result of judging again.
 *
 * @param diff what became of each verdict that was replaced
 * @param skipped rows that were not judged again
 * @param waiting candidates that were published and have no row yet
 * @param overtaken candidates that another reverification judged again at the same time, in another
 *     way
 * @param verifiers names and versions of checks that judged, where they are not those of this build
 * @param isComplete whether everything that was asked for has its row
 */
public record ReverifyReport(
    VerdictDiff diff,
    SkippedRows skipped,
    long waiting,
    long overtaken,
    Set<String> verifiers,
    boolean isComplete) {
  /** Returns whether there is nothing left to do: the exit status should depend on this. */
  public boolean isDone() {
    return isComplete && overtaken == 0 && hasRows();
  }

  /** Returns whether any row of the recipe was found. */
  public boolean hasRows() {
    return skipped.ofTheRecipe() + diff.total() + waiting + overtaken > 0;
  }
}
