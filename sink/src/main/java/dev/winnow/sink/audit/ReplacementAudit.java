package dev.winnow.sink.audit;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.sink.audit.PromptAudit.RecordSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The verdicts and rows of one prompt that replace others. Each row names a verdict that has a row,
 * no verdict is replaced twice, and each verdict has its row.
 */
final class ReplacementAudit {
  private final Map<Key, Row> rows = new TreeMap<>();
  private final Map<Key, Outcome> verdicts = new TreeMap<>();
  private final Set<Key> verdictsSince = new HashSet<>();
  private final Set<Key> datasetRows = new HashSet<>();

  /** A candidate and the revision of a verdict on it. */
  private record Key(int index, int revision) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::index).thenComparingInt(Key::revision);

    static Key of(Sample row) {
      return new Key(row.getIndex(), Revision.of(row.getReplaces()));
    }

    static Key of(Verdict verdict) {
      return new Key(verdict.getIndex(), Revision.of(verdict.getReplaces()));
    }

    Key replaced() {
      return new Key(index, revision - 1);
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
      return "revision %d of candidate %d".formatted(revision, index);
    }
  }

  /**
   * A row.
   *
   * @param replaced outcome of the verdict that it replaces, as it says
   */
  private record Row(Outcome outcome, Outcome replaced) {}

  /** Records a verdict; returns what is wrong with it, in words. */
  Optional<String> verdict(Verdict verdict) {
    Key key = Key.of(verdict);
    Outcome before = verdicts.putIfAbsent(key, verdict.getOutcome());
    return before == null || before == verdict.getOutcome()
        ? Optional.empty()
        : Optional.of(
            "%s has two verdicts that contradict each other; %s"
                .formatted(key, RecordSource.VERDICTS.advice()));
  }

  /** Records a verdict that was written after the rows had been read. */
  void verdictSince(Verdict verdict) {
    verdictsSince.add(Key.of(verdict));
  }

  /** Records a row on the sample topics; returns what is wrong with it, in words. */
  Optional<String> row(Sample sample) {
    Key key = Key.of(sample);
    Outcome replaced = sample.getReplaces().orElseThrow().getOutcome();
    return rows.putIfAbsent(key, new Row(sample.getOutcome(), replaced)) == null
        ? Optional.empty()
        : Optional.of(
            "%s is in the %s twice, so two rows replace the same verdict; %s"
                .formatted(key, RecordSource.ROWS.label(), RecordSource.ROWS.advice()));
  }

  /** Records a row in the datasets; returns what is wrong with it, in words. */
  Optional<String> datasetRow(int index, int revision) {
    Key key = new Key(index, revision);
    return datasetRows.add(key)
        ? Optional.empty()
        : Optional.of(
            "%s is in the %s twice; %s"
                .formatted(
                    key, RecordSource.DATASET_ROWS.label(), RecordSource.DATASET_ROWS.advice()));
  }

  /** Returns the number of rows on the sample topics. */
  int rows() {
    return rows.size();
  }

  /**
   * Returns everything that is wrong, in words.
   *
   * @param complete sources that must have everything
   */
  List<String> faults(FirstRows first, Set<RecordSource> complete) {
    List<String> faults = new ArrayList<>();
    rows.forEach(
        (key, row) -> {
          if (complete.contains(RecordSource.ROWS)) {
            misnamed(key, row, first).ifPresent(faults::add);
          }
          if (complete.contains(RecordSource.VERDICTS)
              && !verdicts.containsKey(key)
              && !verdictsSince.contains(key)) {
            faults.add(missing(key, RecordSource.VERDICTS));
          }
          if (complete.contains(RecordSource.DATASET_ROWS) && !datasetRows.contains(key)) {
            faults.add(missing(key, RecordSource.DATASET_ROWS));
          }
        });
    verdicts.forEach(
        (key, outcome) -> {
          Row row = rows.get(key);
          if (row == null && complete.contains(RecordSource.ROWS)) {
            faults.add(missing(key, RecordSource.ROWS));
          } else if (row != null && row.outcome() != outcome) {
            faults.add("the row of %s has another outcome than its verdict".formatted(key));
          }
        });
    return faults;
  }

  private Optional<String> misnamed(Key key, Row row, FirstRows first) {
    Key replaced = key.replaced();
    Optional<Outcome> named =
        replaced.revision() == Revision.FIRST
            ? first.outcome(replaced.index())
            : Optional.ofNullable(rows.get(replaced)).map(Row::outcome);
    if (named.isEmpty()) {
      return Optional.of("%s replaces a verdict that has no row; who wrote it?".formatted(key));
    }
    return named.get() == row.replaced()
        ? Optional.empty()
        : Optional.of(
            "%s says that it replaces an outcome of %s, but that row has %s; who wrote it?"
                .formatted(key, row.replaced(), named.get()));
  }

  private static String missing(Key key, RecordSource source) {
    return "%s is not in the %s; %s".formatted(key, source.label(), source.advice());
  }
}
