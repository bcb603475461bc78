package dev.winnow.sink.audit;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptState;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.audit.Outcomes.News;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/** What was found of one prompt: indices as bitmaps, so a prompt costs some hundred bytes. */
final class PromptAudit {
  /** How far the clocks of planner and verifier may differ before a row is called a forgery. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private final Outcomes verdicts = new Outcomes();
  private final Outcomes rows = new Outcomes();
  private final BitSet datasetRows = new BitSet();
  private int ordered;
  private int orderedSince;
  private int accepted;
  private Optional<Integer> wanted = Optional.empty();
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<String> waitsFor = Optional.empty();
  private Instant firstJudgedAt = Instant.MAX;
  private Instant lastJudgedAt = Instant.MIN;
  private String recipe = "";
  private int selected;
  private boolean unchosen;
  private boolean ended;
  private boolean unwritten;
  private boolean dropped;

  /** Where a candidate id was found. */
  enum RecordSource {
    VERDICTS("verdicts", "look for it in the dead letters, and at the verifier's log"),
    ROWS("sample topics", "look for it in the dead letters, and at the topics' retention"),
    DATASET_ROWS("datasets", "write them anew, into an empty directory");

    private final String label;
    private final String advice;

    RecordSource(String label, String advice) {
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

  /** The account of the prompt as it was before the verdicts and rows were read. */
  void progress(Progress progress) {
    ordered = progress.getOrdered();
    accepted = progress.getAccepted();
    wanted = progress.getWanted();
    ended =
        progress.getState() != PromptState.WAITING && progress.getState() != PromptState.SAMPLING;
    waitsFor = ended ? Optional.empty() : progress.getReason();
    ordersSince(progress);
  }

  /** A later account: what was ordered while verdicts and rows were read. */
  void ordersSince(Progress progress) {
    orderedSince = Math.max(orderedSince, progress.getOrdered());
    startedAt = Optional.of(progress.getStartedAt());
  }

  News verdict(int index, Outcome outcome) {
    return verdicts.note(index, outcome);
  }

  /** Notes a row on the sample topics; false if there was one before. */
  boolean row(Sample sample, String recipeName) {
    recipe = recipeName;
    Instant judgedAt = sample.getJudgedAt();
    firstJudgedAt = judgedAt.isBefore(firstJudgedAt) ? judgedAt : firstJudgedAt;
    lastJudgedAt = judgedAt.isAfter(lastJudgedAt) ? judgedAt : lastJudgedAt;
    if (rows.note(sample.getIndex(), sample.getOutcome()) != News.FIRST) {
      return false;
    }
    selected += sample.getSelected().orElse(false) ? 1 : 0;
    unchosen |= sample.getOutcome() == Outcome.ACCEPTED && sample.getSelected().isEmpty();
    return true;
  }

  /** Notes a row in the datasets; false if there was one before. */
  boolean datasetRow(int index) {
    boolean isNew = !datasetRows.get(index);
    datasetRows.set(index);
    return isNew;
  }

  /** Notes that the sink has yet to write a row. */
  void unwritten() {
    unwritten = true;
  }

  /** Notes that a row was given up with its dataset. */
  void dropped() {
    dropped = true;
  }

  int count(RecordSource page) {
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

  boolean isDropped() {
    return dropped;
  }

  /** Whether the planner has an account of the prompt. */
  boolean isKnown() {
    return startedAt.isPresent();
  }

  /** The recipe that its rows name. */
  String recipe() {
    return recipe;
  }

  /** When the last of its rows was judged. */
  Instant lastJudgedAt() {
    return lastJudgedAt;
  }

  /** What keeps an open prompt from going on, as the planner says it. */
  Optional<String> waitsFor() {
    return waitsFor;
  }

  /** What was ordered and is missing on a page of a prompt that has ended, if anything. */
  Optional<String> missing(RecordSource page) {
    BitSet missing = new BitSet();
    missing.set(0, ordered);
    missing.andNot(bits(page));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "candidate %d was ordered but is not in the %s; %s"
                .formatted(missing.nextSetBit(0), page.label(), page.advice()));
  }

  /** What no order explains on a page, if anything, whether the prompt has ended or not. */
  Optional<String> unordered(RecordSource page) {
    int extra = bits(page).nextSetBit(orderedSince);
    return extra < 0
        ? Optional.empty()
        : Optional.of(
            "candidate %d is in the %s but was never ordered; who wrote it?"
                .formatted(extra, page.label()));
  }

  /** Whether a candidate was judged before its prompt was there to be ordered, in words. */
  Optional<String> premature() {
    return startedAt
        .filter(start -> firstJudgedAt.isBefore(start.minus(CLOCK_TOLERANCE)))
        .map(
            start ->
                "a candidate was judged at %s, before the prompt began at %s; who wrote it?"
                    .formatted(firstJudgedAt, start));
  }

  /** Whether a row says otherwise than its verdict, in words. */
  Optional<String> contradiction() {
    return rows.firstDifference(verdicts)
        .map("the row of candidate %d has another outcome than its verdict"::formatted);
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
                        .formatted(
                            selected, RecordSource.ROWS.label(), right, accepted, wanted.orElse(0))
                    + "look at the verifier's log");
  }

  private BitSet bits(RecordSource page) {
    return switch (page) {
      case VERDICTS -> verdicts.indices();
      case ROWS -> rows.indices();
      case DATASET_ROWS -> datasetRows;
    };
  }
}
