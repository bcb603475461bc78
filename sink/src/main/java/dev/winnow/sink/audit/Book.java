package dev.winnow.sink.audit;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What was found of one prompt: indices as bitmaps, so a prompt costs some hundred bytes. */
final class Book {
  private final BitSet verdicts = new BitSet();
  private final BitSet rows = new BitSet();
  private final BitSet datasetRows = new BitSet();
  private int ordered;
  private boolean ended;

  /** Where a candidate id was found. */
  enum Page {
    VERDICTS("verdicts"),
    ROWS("sample topics"),
    DATASET_ROWS("datasets");

    private final String label;

    Page(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  void progress(int orderedSoFar, boolean hasEnded) {
    ordered = orderedSoFar;
    ended = hasEnded;
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

  /** What does not balance for a prompt that has ended, if anything. */
  @Nullable String imbalance(boolean withDatasets) {
    BitSet wanted = new BitSet();
    wanted.set(0, ordered);
    for (Page page : Page.values()) {
      if (page == Page.DATASET_ROWS && !withDatasets) {
        continue;
      }
      BitSet missing = (BitSet) wanted.clone();
      missing.andNot(bits(page));
      if (!missing.isEmpty()) {
        return "candidate %d was ordered but is not in the %s"
            .formatted(missing.nextSetBit(0), page.label());
      }
      BitSet extra = (BitSet) bits(page).clone();
      extra.andNot(wanted);
      if (!extra.isEmpty()) {
        return "candidate %d is in the %s but was never ordered"
            .formatted(extra.nextSetBit(0), page.label());
      }
    }
    return null;
  }

  private BitSet bits(Page page) {
    return switch (page) {
      case VERDICTS -> verdicts;
      case ROWS -> rows;
      case DATASET_ROWS -> datasetRows;
    };
  }
}
