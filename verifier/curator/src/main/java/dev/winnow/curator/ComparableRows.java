package dev.winnow.curator;

import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoredBy;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The rows of a prompt whose scores can be compared: those that the same checks and scorers judged,
 * in the same versions and with the same models, none of which failed. Where there are several such
 * groups, because the recipe or a scorer changed meanwhile, the largest is used, and of equally
 * large ones the one whose judges' names come last.
 */
final class ComparableRows {
  private ComparableRows() {}

  static List<Sample> of(List<Sample> rows) {
    Map<String, List<Sample>> groups =
        rows.stream()
            .filter(row -> !hasFailure(row))
            .collect(
                Collectors.groupingBy(ComparableRows::judges, TreeMap::new, Collectors.toList()));
    return groups.entrySet().stream()
        .max(
            Comparator.<Map.Entry<String, List<Sample>>>comparingInt(
                    group -> group.getValue().size())
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getValue)
        .orElse(List.of());
  }

  /** Returns the scorers of a row, each as {@code name version model}. */
  static List<String> scorers(Sample row) {
    return row.getScoredBy().stream().map(ComparableRows::scorer).toList();
  }

  /** Returns whether these judges, and no other, judged the row, and none of them failed. */
  static boolean isJudgedBy(String judges, Sample row) {
    return !hasFailure(row) && judges(row).equals(judges);
  }

  private static boolean hasFailure(Sample row) {
    return row.getScoredBy().stream().anyMatch(by -> by.getFailureCode().isPresent());
  }

  /** Returns the checks and scorers that judged a row, as a text that identifies them. */
  static String judges(Sample row) {
    return row.getVerifier() + "\n" + String.join("\n", scorers(row));
  }

  private static String scorer(ScoredBy by) {
    return "%s %s %s".formatted(by.getScorer(), by.getVersion(), by.getModel());
  }
}
