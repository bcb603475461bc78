package dev.winnow.curator;

import dev.winnow.schemas.Sample;
import dev.winnow.schemas.ScoredBy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The rows of a prompt whose scores can be compared: those that the same checks judged, whose
 * scorers had the same versions and models, and none of which failed. A row without a score of some
 * scorer is comparable: a check may have rejected it before it was scored. Where the checks or a
 * scorer changed meanwhile, those that judged most rows count, and of equals the one whose name
 * comes last.
 */
final class ComparableRows {
  private ComparableRows() {}

  static List<Sample> of(List<Sample> rows) {
    List<Sample> sound = rows.stream().filter(row -> !hasFailure(row)).toList();
    String checks = mostFrequent(sound.stream().map(Sample::getVerifier));
    List<Sample> checked = sound.stream().filter(row -> row.getVerifier().equals(checks)).toList();
    Map<String, List<ScoredBy>> byScorer =
        checked.stream()
            .flatMap(row -> row.getScoredBy().stream())
            .collect(Collectors.groupingBy(ScoredBy::getScorer));
    Set<String> scorers =
        byScorer.values().stream()
            .map(scored -> mostFrequent(scored.stream().map(ComparableRows::scorer)))
            .collect(Collectors.toSet());
    return checked.stream().filter(row -> scorers.containsAll(scorers(row))).toList();
  }

  /** Returns the last of the texts that occur most; empty if there are none. */
  private static String mostFrequent(Stream<String> texts) {
    return texts
        .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .orElse("");
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
