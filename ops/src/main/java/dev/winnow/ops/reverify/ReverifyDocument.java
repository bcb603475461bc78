package dev.winnow.ops.reverify;

import dev.winnow.schemas.Recipe;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A report as JSON has it.
 *
 * @param version version of the recipe that the candidates were judged by
 * @param standing candidates that were decided and are undecided now, so that they stay as they
 *     were
 * @param done whether nothing is left to do
 */
public record ReverifyDocument(
    String recipe,
    String version,
    List<CountedChange> changes,
    Map<SkippedRows.Reason, Long> skipped,
    long judged,
    long standing,
    long waiting,
    long overtaken,
    Set<String> verifiers,
    boolean done) {

  /** How many verdicts became this one. */
  public record CountedChange(
      VerdictDiff.Finding before, VerdictDiff.Finding after, long candidates) {}

  /** Returns the document of a report. */
  public static ReverifyDocument of(ReverifyReport report, Recipe recipe) {
    VerdictDiff diff = report.diff();
    return new ReverifyDocument(
        recipe.getName(),
        recipe.getVersion(),
        diff.counts().entrySet().stream()
            .map(
                counted ->
                    new CountedChange(
                        counted.getKey().before(), counted.getKey().after(), counted.getValue()))
            .toList(),
        new TreeMap<>(report.skipped().counts()),
        diff.total(),
        diff.standing(),
        report.waiting(),
        report.overtaken(),
        report.verifiers(),
        report.isDone());
  }
}
