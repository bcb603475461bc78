package dev.winnow.transformer;

import java.util.List;

/** Texts that one call of the program scores. */
sealed interface RewardBatch {
  /**
   * A text to score.
   *
   * @param index place of the text in what the caller gave
   * @param ids the tokens up to the one whose logit is the score, at least one
   */
  record Text(int index, long[] ids) {
    int length() {
      return ids.length;
    }
  }

  /**
   * Texts with the same beginning.
   *
   * @param prefix number of tokens that all of them begin with; each has at least one more
   */
  record Group(int prefix, List<Text> texts) {
    int longestTail() {
      return texts.stream().mapToInt(Text::length).max().orElseThrow() - prefix;
    }
  }

  /** Texts that share nothing, padded to the longest. */
  record Separate(List<Text> texts) implements RewardBatch {}

  /** Groups of texts; each group's beginning is computed once. */
  record Shared(List<Group> groups) implements RewardBatch {}
}
