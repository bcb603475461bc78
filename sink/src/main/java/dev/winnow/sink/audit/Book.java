package dev.winnow.sink.audit;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import java.util.BitSet;
import java.util.Optional;

/** What was found of one prompt: indices as bitmaps, so a prompt costs some hundred bytes. */
final class Book {
  private final BitSet verdicts = new BitSet();
  private final BitSet rows = new BitSet();
  private final BitSet datasetRows = new BitSet();
  private int ordered;
  private int accepted;
  private Optional<Integer> wanted = Optional.empty();
  private int selected;
  private boolean unchosen;
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

  void progress(Progress progress) {
    ordered = progress.getOrdered();
    accepted = progress.getAccepted();
    wanted = progress.getWanted();
    ended =
        progress.getState() != PromptState.WAITING && progress.getState() != PromptState.SAMPLING;
  }

  /** Notes of a row on the sample topics whether it is selected. */
  void choice(Sample sample) {
    selected += sample.getSelected().orElse(false) ? 1 : 0;
    unchosen |= sample.getOutcome() == Outcome.ACCEPTED && sample.getSelected().isEmpty();
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

  /**
   * What is wrong with the selected rows of a prompt that has ended, if anything. Nothing can be
   * said where it is not known how many are wanted, nor where rows are older than the choice.
   */
  Optional<String> misselection() {
    return wanted
        .map(number -> Math.min(number, accepted))
        .filter(right -> right != selected && !unchosen)
        .map(
            right ->
                "%d rows in the %s are selected, %d should be (%d accepted, %d wanted); "
                        .formatted(selected, Page.ROWS.label(), right, accepted, wanted.orElse(0))
                    + "look at the verifier's log");
  }

  private BitSet bits(Page page) {
    return switch (page) {
      case VERDICTS -> verdicts;
      case ROWS -> rows;
      case DATASET_ROWS -> datasetRows;
    };
  }
}
