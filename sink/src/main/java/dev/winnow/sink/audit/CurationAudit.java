package dev.winnow.sink.audit;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.SelectedAs;
import dev.winnow.sink.audit.PromptAudit.RecordSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the curator derived from one prompt: every selected row and both sides of every pair are
 * rows of candidates, with the outcome that is said; the ranks of the selection, of its control and
 * of the pairs have no gap and none twice; no more than the wanted number is selected.
 */
final class CurationAudit {
  private final Ranks selection = new Ranks("selected row", CuratedTopic.SELECTED);
  private final Ranks control = new Ranks("row of the control", CuratedTopic.SELECTED);
  private final Ranks pairs = new Ranks("pair", CuratedTopic.PAIRS);
  private final Map<Integer, Outcome> named = new TreeMap<>();
  private final Set<String> contradictions = new TreeSet<>();
  private Optional<Integer> take = Optional.empty();

  /** Where curated records are. */
  private enum CuratedTopic {
    SELECTED("topic 'selected'"),
    PAIRS("topic 'pairs'");

    private static final String ADVICE =
        "look for it in the dead letters, and at the topic's retention";
    private final String label;

    CuratedTopic(String label) {
      this.label = label;
    }
  }

  /** The records of one kind, by their ranks. */
  private static final class Ranks {
    private final String what;
    private final CuratedTopic source;
    private final Map<Integer, String> ids = new TreeMap<>();
    private final Set<String> inDatasets = new HashSet<>();
    private int count;

    Ranks(String what, CuratedTopic source) {
      this.what = what;
      this.source = source;
    }

    Optional<String> add(int rank, String id, int most) {
      count = Math.max(count, most);
      return ids.putIfAbsent(rank, id) == null
          ? Optional.empty()
          : Optional.of(
              "%s %d is on the %s twice; %s"
                  .formatted(what, rank, source.label, CuratedTopic.ADVICE));
    }

    Optional<String> addToDatasets(String id) {
      return inDatasets.add(id)
          ? Optional.empty()
          : Optional.of(
              "%s '%s' is in the %s twice; %s"
                  .formatted(
                      what,
                      id,
                      RecordSource.DATASET_ROWS.label(),
                      RecordSource.DATASET_ROWS.advice()));
    }

    void faults(Set<RecordSource> complete, List<String> faults) {
      for (int rank = 0; rank < count; rank++) {
        if (!ids.containsKey(rank)) {
          faults.add(
              "%s %d of %d is not on the %s; %s"
                  .formatted(what, rank, count, source.label, CuratedTopic.ADVICE));
        }
      }
      if (complete.contains(RecordSource.DATASET_ROWS)) {
        compareWithDatasets(faults);
      }
    }

    private void compareWithDatasets(List<String> faults) {
      Set<String> onTopic = new TreeSet<>(ids.values());
      for (String id : onTopic) {
        if (!inDatasets.contains(id)) {
          faults.add(
              "%s '%s' is not in the %s; %s"
                  .formatted(
                      what,
                      id,
                      RecordSource.DATASET_ROWS.label(),
                      RecordSource.DATASET_ROWS.advice()));
        }
      }
      inDatasets.stream()
          .filter(id -> !onTopic.contains(id))
          .sorted()
          .forEach(
              id ->
                  faults.add(
                      "%s '%s' is in the datasets, but not on the %s; who wrote it?"
                          .formatted(what, id, source.label)));
    }
  }

  /** Records a selected row; returns what is wrong with it, in words. */
  Optional<String> selected(Sample row) {
    SelectedAs as = row.getSelectedAs().orElseThrow();
    take = as.getTake().or(() -> take);
    name(row.getIndex(), Outcome.ACCEPTED);
    return (as.getControl() ? control : selection).add(as.getRank(), row.getId(), as.getCount());
  }

  /** Records a pair; returns what is wrong with it, in words. */
  Optional<String> pair(Pair pair) {
    index(pair.getPromptId(), pair.getChosenId())
        .ifPresentOrElse(
            index -> name(index, pair.getChosenOutcome()), () -> foreign(pair.getChosenId()));
    index(pair.getPromptId(), pair.getRejectedId())
        .ifPresentOrElse(
            index -> name(index, pair.getRejectedOutcome()), () -> foreign(pair.getRejectedId()));
    if (pair.getChosen().equals(pair.getRejected())) {
      contradictions.add("pair '%s' has the same text twice".formatted(pair.getId()));
    }
    return pairs.add(pair.getRank(), pair.getId(), pair.getCount());
  }

  /** Records a selected row of the datasets; returns what is wrong with it, in words. */
  Optional<String> datasetSelected(String id, boolean isControl) {
    return (isControl ? control : selection).addToDatasets(id);
  }

  /** Records a pair of the datasets; returns what is wrong with it, in words. */
  Optional<String> datasetPair(String id) {
    return pairs.addToDatasets(id);
  }

  /** Returns the number of selected rows, without the control. */
  int selectedRows() {
    return selection.ids.size();
  }

  int pairs() {
    return pairs.ids.size();
  }

  /**
   * Returns everything that is wrong, in words.
   *
   * @param complete sources that must have everything
   */
  List<String> faults(FirstRows rows, Set<RecordSource> complete) {
    List<String> faults = new ArrayList<>(contradictions);
    if (complete.contains(RecordSource.ROWS)) {
      named.forEach((index, outcome) -> misnamed(index, outcome, rows).ifPresent(faults::add));
    }
    take.filter(most -> selection.ids.size() > most)
        .ifPresent(
            most ->
                faults.add(
                    "%d rows are selected, %d were wanted".formatted(selection.ids.size(), most)));
    selection.faults(complete, faults);
    control.faults(complete, faults);
    pairs.faults(complete, faults);
    return faults;
  }

  private static Optional<String> misnamed(int index, Outcome outcome, FirstRows rows) {
    Optional<Outcome> row = rows.outcome(index);
    if (row.isEmpty()) {
      return Optional.of(
          "candidate %d is selected or paired, but has no row; who wrote it?".formatted(index));
    }
    return row.get() == outcome
        ? Optional.empty()
        : Optional.of(
            "candidate %d is selected or paired as %s, but its row is %s; who wrote it?"
                .formatted(index, outcome, row.get()));
  }

  private void name(int index, Outcome outcome) {
    Outcome before = named.putIfAbsent(index, outcome);
    if (before != null && before != outcome) {
      contradictions.add(
          "candidate %d is selected or paired as %s and as %s".formatted(index, before, outcome));
    }
  }

  private void foreign(String id) {
    contradictions.add("a pair names '%s', which is no candidate of its prompt".formatted(id));
  }

  private static Optional<Integer> index(String promptId, String candidateId) {
    String prefix = promptId + "/";
    String index = candidateId.startsWith(prefix) ? candidateId.substring(prefix.length()) : "";
    return index.matches("\\d{1,6}") ? Optional.of(Integer.parseInt(index)) : Optional.empty();
  }
}
