package dev.winnow.sink.audit;

import dev.winnow.schemas.Curation;
import dev.winnow.schemas.CurationRule;
import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.PromptStates;
import dev.winnow.schemas.Sample;
import dev.winnow.sink.audit.Outcomes.News;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.Optional;

/** The audit data of one prompt. Indices are bitmaps, so a prompt needs a few hundred bytes. */
final class PromptAudit {
  /**
   * Maximum clock difference between planner and verifier; a row that is earlier than this is
   * reported.
   */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

  private final Outcomes verdicts = new Outcomes();
  private final Outcomes rows = new Outcomes();
  private final BitSet datasetRows = new BitSet();
  private int ordered;
  private int orderedSince;
  private int accepted;
  private Optional<Instant> startedAt = Optional.empty();
  private Optional<String> waitsFor = Optional.empty();
  private Instant firstJudgedAt = Instant.MAX;
  private Instant lastJudgedAt = Instant.MIN;
  private String recipe = "";
  private boolean isCurated;
  private boolean isInAWindow;
  private int judged;
  private int datasetJudged = -1;
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

  /** Records the progress of the prompt as it was before the verdicts and rows were read. */
  void progress(Progress progress) {
    ordered = progress.getOrdered();
    accepted = progress.getAccepted();
    judged = progress.getJudged();
    Optional<CurationRule> selection = progress.getCuration().flatMap(Curation::getSelected);
    isCurated = selection.isPresent();
    isInAWindow = selection.filter(rule -> rule.getSettings().containsKey("window")).isPresent();
    ended = PromptStates.hasEnded(progress);
    waitsFor = ended ? Optional.empty() : progress.getReason();
    ordersSince(progress);
  }

  /** Records newer progress: what was ordered while verdicts and rows were read. */
  void ordersSince(Progress progress) {
    orderedSince = Math.max(orderedSince, progress.getOrdered());
    startedAt = Optional.of(progress.getStartedAt());
  }

  News verdict(int index, Outcome outcome) {
    return verdicts.note(index, outcome);
  }

  /** Records a row on the sample topics; returns false if there was one before. */
  boolean row(Sample sample, String recipeName) {
    recipe = recipeName;
    Instant judgedAt = sample.getJudgedAt();
    firstJudgedAt = judgedAt.isBefore(firstJudgedAt) ? judgedAt : firstJudgedAt;
    lastJudgedAt = judgedAt.isAfter(lastJudgedAt) ? judgedAt : lastJudgedAt;
    return rows.note(sample.getIndex(), sample.getOutcome()) == News.FIRST;
  }

  /** Returns the outcome of a candidate's row on the sample topics; empty when there is none. */
  Optional<Outcome> rowOutcome(int index) {
    return rows.of(index);
  }

  /** Records a row in the datasets; returns false if there was one before. */
  boolean datasetRow(int index) {
    boolean isNew = !datasetRows.get(index);
    datasetRows.set(index);
    return isNew;
  }

  /** Records that the sink has yet to write a row. */
  void unwritten() {
    unwritten = true;
  }

  /** Records that a row was dropped with its dataset. */
  void dropped() {
    dropped = true;
  }

  int count(RecordSource source) {
    return bits(source).cardinality();
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

  /** Returns whether the planner has published progress of the prompt. */
  boolean isKnown() {
    return startedAt.isPresent();
  }

  /** Returns the recipe that the prompt's rows name. */
  String recipe() {
    return recipe;
  }

  /** Returns when the last of its rows was judged. */
  Instant lastJudgedAt() {
    return lastJudgedAt;
  }

  /** Returns what an open prompt waits for, in the planner's words. */
  Optional<String> waitsFor() {
    return waitsFor;
  }

  /**
   * Returns the first candidate of an ended prompt that was ordered and is missing from a source,
   * in words.
   */
  Optional<String> missing(RecordSource source) {
    BitSet missing = new BitSet();
    missing.set(0, ordered);
    missing.andNot(bits(source));
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "candidate %d was ordered but is not in the %s; %s"
                .formatted(missing.nextSetBit(0), source.label(), source.advice()));
  }

  /**
   * Returns the first candidate in a source that was never ordered, in words, whether or not the
   * prompt has ended.
   */
  Optional<String> unordered(RecordSource source) {
    int extra = bits(source).nextSetBit(orderedSince);
    return extra < 0
        ? Optional.empty()
        : Optional.of(
            "candidate %d is in the %s but was never ordered; who wrote it?"
                .formatted(extra, source.label()));
  }

  /** Returns, in words, whether a candidate was judged before its prompt began. */
  Optional<String> premature() {
    return startedAt
        .filter(start -> firstJudgedAt.isBefore(start.minus(CLOCK_TOLERANCE)))
        .map(
            start ->
                "a candidate was judged at %s, before the prompt began at %s; who wrote it?"
                    .formatted(firstJudgedAt, start));
  }

  /** Returns, in words, whether a row has another outcome than its verdict. */
  Optional<String> contradiction() {
    return rows.firstDifference(verdicts)
        .map("the row of candidate %d has another outcome than its verdict"::formatted);
  }

  /** Records a row of the dataset of prompts; the latest end holds. */
  void datasetPrompt(int counted) {
    datasetJudged = Math.max(datasetJudged, counted);
  }

  /** Returns, in words, whether the end of the prompt is not in the dataset of prompts. */
  Optional<String> missingEnd() {
    if (datasetJudged < 0) {
      return Optional.of("its end is not in the dataset 'prompts'; write it anew");
    }
    return datasetJudged == judged
        ? Optional.empty()
        : Optional.of(
            "the dataset 'prompts' counts %d candidates, its progress %d; write it anew"
                .formatted(datasetJudged, judged));
  }

  /** Returns whether a curator should have selected some of its rows. */
  boolean isToBeCurated() {
    return ended && isCurated && !isInAWindow && accepted > 0;
  }

  /** Returns whether a curator should have selected from it together with other prompts. */
  boolean isToBeCuratedInAWindow() {
    return ended && isInAWindow && accepted > 0;
  }

  /** Returns whether the prompt went on after its end had been read. */
  boolean hasContinued() {
    return orderedSince > ordered;
  }

  private BitSet bits(RecordSource source) {
    return switch (source) {
      case VERDICTS -> verdicts.indices();
      case ROWS -> rows.indices();
      case DATASET_ROWS -> datasetRows;
    };
  }
}
