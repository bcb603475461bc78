package dev.winnow.sink.audit;

import java.util.BitSet;
import java.util.Optional;

/** What was found of one prompt: indices as bitmaps, so a prompt costs some hundred bytes. */
final class Book {
  private final BitSet verdicts = new BitSet();
  private final BitSet rows = new BitSet();
  private final BitSet datasetRows = new BitSet();
  private int ordered;
  private boolean ended;
  private boolean unwritten;

  /** Where a candidate id was found. */
  enum Page {
    VERDICTS("verdicts", "look for it in the dead letters, and at the verifier's log"),
    ROWS("sample topics", "look for it in the dead letters, and at the topics' retention"),
    DATASET_ROWS("datasets", "write them anew, into an empty directory");

    private final String label;
    private final String advice;

    Page(String label, String advice) {
      this.label = label;
      this.advice = advice;
    }

    String label() {
      return label;
    }

    String advice() {
      return advice;
    }
  }

  void progress(int orderedSoFar, boolean hasEnded) {
    ordered = orderedSoFar;
    ended = hasEnded;
  }

  /** Notes that the sink has yet to write a row. */
  void unwritten() {
    unwritten = true;
  }

  /** Notes an index; false if it was noted before. */
  boolean note(Page page, int index) {
    BitSet bits = bits(page);
    boolean isNew = !bits.get(index);
    bits.set(index);
    return isNew;
  }

  int count(Page page) {
    return bits(page).cardinality();
  }

  int ordered() {
    return ordered;
  }

  boolean hasEnded() {
    return ended;
  }

  boolean isUnwritten() {
    return unwritten;
  }

  /** What is wrong on a page of a prompt that has ended, if anything. */
  Optional<String> imbalance(Page page) {
    BitSet missing = new BitSet();
    missing.set(0, ordered);
    missing.andNot(bits(page));
    if (!missing.isEmpty()) {
      return Optional.of(
          "candidate %d was ordered but is not in the %s; %s"
              .formatted(missing.nextSetBit(0), page.label(), page.advice()));
    }
    int extra = bits(page).nextSetBit(ordered);
    return extra < 0
        ? Optional.empty()
        : Optional.of(
            "candidate %d is in the %s but was never ordered; who wrote it?"
                .formatted(extra, page.label()));
  }

  private BitSet bits(Page page) {
    return switch (page) {
      case VERDICTS -> verdicts;
      case ROWS -> rows;
      case DATASET_ROWS -> datasetRows;
    };
  }
}
