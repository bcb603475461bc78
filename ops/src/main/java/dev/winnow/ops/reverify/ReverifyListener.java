package dev.winnow.ops.reverify;

/** Receives how far judging again has come. */
@FunctionalInterface
public interface ReverifyListener {
  /**
   * Receives the numbers.
   *
   * @param judged candidates that have their new row
   * @param waiting candidates that were published and have no row yet
   * @param total candidates that are to be judged again
   */
  void progress(long judged, long waiting, long total);
}
