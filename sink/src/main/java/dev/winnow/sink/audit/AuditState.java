package dev.winnow.sink.audit;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Pair;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
import dev.winnow.schemas.Revision;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.Verdict;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.sink.audit.Outcomes.News;
import dev.winnow.sink.audit.PromptAudit.RecordSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The audit data of all prompts, and the mismatches found. Not thread-safe. */
final class AuditState {
  private static final int MAX_REPORTED = 20;
  private static final int MAX_REASONS = 20;
  private static final String OTHERS = "(other reasons)";

  /** Retention of a recipe that does not declare one, and of a recipe that was deleted. */
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  private final Map<String, PromptAudit> prompts = new HashMap<>();
  private final Map<String, ReplacementAudit> replacements = new HashMap<>();
  private final Map<String, CurationAudit> curations = new HashMap<>();
  private final WindowAudit windows = new WindowAudit();
  private final Set<String> uncopied = new HashSet<>();
  private final Map<String, Duration> retentions = new HashMap<>();
  private final Map<String, String> recipeNames = new HashMap<>();
  private final List<String> first = new ArrayList<>();
  private final EnumSet<RecordSource> shortened = EnumSet.noneOf(RecordSource.class);
  private long imbalances;

  /** Records how long the prompts of a recipe are remembered after their end. */
  void recipe(Recipe recipe) {
    retentions.put(recipe.getName(), Duration.ofMillis(recipe.getRetentionMs()));
  }

  void progress(Progress progress) {
    auditOf(progress.getPromptId()).progress(progress);
  }

  /** Records a progress record that is newer than the verdicts and rows. */
  void ordersSince(Progress progress) {
    auditOf(progress.getPromptId()).ordersSince(progress);
  }

  /**
   * Records a verdict. The verifier repeats a verdict when a candidate is redelivered, so only a
   * different one is a mismatch.
   */
  void verdict(Verdict verdict) {
    String promptId = verdict.getPromptId();
    if (!isPossible(
        RecordSource.VERDICTS, promptId, verdict.getIndex(), Revision.of(verdict.getReplaces()))) {
      return;
    }
    if (verdict.getReplaces().isPresent()) {
      replacementsOf(promptId).verdict(verdict).ifPresent(text -> report(promptId, text));
    } else if (auditOf(promptId).verdict(verdict.getIndex(), verdict.getOutcome())
        == News.CONTRADICTION) {
      report(
          "%s has two verdicts that contradict each other; %s"
              .formatted(
                  CandidateId.of(promptId, verdict.getIndex()), RecordSource.VERDICTS.advice()));
    }
  }

  /** Records a verdict that was written after the rows had been read: only a row may need it. */
  void verdictSince(Verdict verdict) {
    if (verdict.getReplaces().isPresent()) {
      replacementsOf(verdict.getPromptId()).verdictSince(verdict);
    }
  }

  /** Records a row on the sample topics. */
  void row(Sample sample) {
    String promptId = sample.getPromptId();
    int revision = Revision.of(sample.getReplaces());
    if (!isPossible(RecordSource.ROWS, promptId, sample.getIndex(), revision)) {
      return;
    }
    String recipe = recipeNames.computeIfAbsent(sample.getRecipe(), name -> name);
    if (sample.getReplaces().isPresent()) {
      replacementsOf(promptId).row(sample).ifPresent(text -> report(promptId, text));
    } else if (!auditOf(promptId).row(sample, recipe)) {
      reportTwice(RecordSource.ROWS, promptId, sample.getIndex());
    }
  }

  /** Records a row of the datasets. */
  void datasetRow(String promptId, int index, int revision) {
    if (!isPossible(RecordSource.DATASET_ROWS, promptId, index, revision)) {
      return;
    }
    if (revision != Revision.FIRST) {
      replacementsOf(promptId)
          .datasetRow(index, revision)
          .ifPresent(text -> report(promptId, text));
    } else if (!auditOf(promptId).datasetRow(index)) {
      reportTwice(RecordSource.DATASET_ROWS, promptId, index);
    }
  }

  /** Records a row that the curator selected. */
  void selected(Sample row) {
    if (row.getSelectedAs().isEmpty()) {
      report(
          row.getPromptId(),
          "%s is on the topic 'selected' without a selection".formatted(row.getId()));
    } else {
      curationOf(row.getPromptId())
          .selected(row)
          .or(() -> windows.selected(row))
          .ifPresent(text -> report(row.getPromptId(), text));
    }
  }

  void pair(Pair pair) {
    curationOf(pair.getPromptId()).pair(pair).ifPresent(text -> report(pair.getPromptId(), text));
  }

  /** Records that the sink has yet to write a curated record, or that it was dropped. */
  void uncopied(String promptId) {
    uncopied.add(promptId);
  }

  /** Records a selected row of the datasets. */
  void datasetSelected(String promptId, String id, boolean isControl) {
    curationOf(promptId).datasetSelected(id, isControl).ifPresent(text -> report(promptId, text));
  }

  /** Records a pair of the datasets. */
  void datasetPair(String promptId, String id) {
    curationOf(promptId).datasetPair(id).ifPresent(text -> report(promptId, text));
  }

  /** Records the end of a prompt in the datasets. */
  void datasetPrompt(String promptId, int judged) {
    auditOf(promptId).datasetPrompt(judged);
  }

  void unwritten(String promptId) {
    auditOf(promptId).unwritten();
  }

  void dropped(String promptId) {
    auditOf(promptId).dropped();
  }

  /**
   * Records that the beginning of this source was deleted: records missing from it may have been
   * there.
   */
  void shortened(RecordSource source) {
    shortened.add(source);
  }

  void report(String imbalance) {
    imbalances++;
    if (first.size() < MAX_REPORTED) {
      first.add(imbalance);
    }
  }

  AuditReport close(boolean withDatasets, long refused, Instant now) {
    List<PromptAudit> ended = prompts.values().stream().filter(PromptAudit::hasEnded).toList();
    long forgotten = 0;
    for (Map.Entry<String, PromptAudit> entry : prompts.entrySet()) {
      if (entry.getValue().isKnown()) {
        judge(entry.getKey(), entry.getValue(), withDatasets);
      } else if (mayBeForgotten(entry.getValue(), now)) {
        forgotten++;
      } else {
        reportUnknown(entry.getKey());
      }
    }
    replacements.forEach((promptId, audit) -> judge(promptId, audit, withDatasets));
    curations.forEach((promptId, audit) -> judge(promptId, audit, withDatasets));
    windows.faults().forEach(this::report);
    return new AuditReport(
        ended.size(),
        prompts.size() - ended.size() - forgotten,
        waiting(),
        forgotten,
        withDatasets ? ended.stream().filter(PromptAudit::isUnwritten).count() : 0,
        refused,
        ended.stream().mapToLong(PromptAudit::ordered).sum(),
        count(ended, RecordSource.VERDICTS),
        count(ended, RecordSource.ROWS),
        count(ended, RecordSource.DATASET_ROWS),
        replacements.values().stream().mapToLong(ReplacementAudit::rows).sum(),
        curations.values().stream().mapToLong(CurationAudit::selectedRows).sum(),
        curations.values().stream().mapToLong(CurationAudit::pairs).sum(),
        uncurated(),
        imbalances,
        List.copyOf(first));
  }

  /** The planner forgets a prompt some time after its end; the prompt's rows remain. */
  private boolean mayBeForgotten(PromptAudit audit, Instant now) {
    Duration retention = retentions.getOrDefault(audit.recipe(), DEFAULT_RETENTION);
    return audit.lastJudgedAt().isBefore(now.minus(retention));
  }

  private void reportUnknown(String promptId) {
    report(
        "prompt '%s' has verdicts or rows, but was never ordered: the planner does not know it; who wrote them?"
            .formatted(promptId));
  }

  private void judge(String promptId, PromptAudit audit, boolean withDatasets) {
    List<Optional<String>> found = new ArrayList<>();
    for (RecordSource source : RecordSource.values()) {
      found.add(audit.unordered(source));
      if (audit.hasEnded() && isComplete(source, audit, withDatasets)) {
        found.add(audit.missing(source));
      }
    }
    found.add(audit.premature());
    found.add(audit.contradiction());
    if (audit.hasEnded() && isComplete(RecordSource.DATASET_ROWS, audit, withDatasets)) {
      found.add(audit.missingEnd());
    }
    found.forEach(wrong -> wrong.ifPresent(text -> report(promptId, text)));
  }

  /** The first row of a prompt that is not known here was deleted, or never written. */
  private void judge(String promptId, ReplacementAudit audit, boolean withDatasets) {
    Optional<PromptAudit> first = Optional.ofNullable(prompts.get(promptId));
    Set<RecordSource> complete = EnumSet.complementOf(shortened);
    if (!withDatasets || first.filter(one -> one.isUnwritten() || one.isDropped()).isPresent()) {
      complete.remove(RecordSource.DATASET_ROWS);
    }
    audit
        .faults(index -> first.flatMap(one -> one.rowOutcome(index)), complete)
        .forEach(text -> report(promptId, text));
  }

  /** What was curated of a prompt is judged by the rows that were there at its end. */
  private void judge(String promptId, CurationAudit audit, boolean withDatasets) {
    Optional<PromptAudit> prompt = Optional.ofNullable(prompts.get(promptId));
    if (prompt
        .filter(one -> one.isKnown() && (!one.hasEnded() || one.hasContinued()))
        .isPresent()) {
      return;
    }
    Set<RecordSource> complete = EnumSet.complementOf(shortened);
    if (!withDatasets || uncopied.contains(promptId)) {
      complete.remove(RecordSource.DATASET_ROWS);
    }
    audit
        .faults(index -> prompt.flatMap(one -> one.rowOutcome(index)), complete)
        .forEach(text -> report(promptId, text));
  }

  /** Prompts from which something should be selected, and is not yet. */
  private long uncurated() {
    return windows.uncurated(prompts.values())
        + prompts.entrySet().stream()
            .filter(entry -> entry.getValue().isToBeCurated())
            .filter(entry -> isUnselected(curations.get(entry.getKey())))
            .count();
  }

  private static boolean isUnselected(@Nullable CurationAudit audit) {
    return audit == null || audit.selectedRows() == 0;
  }

  private CurationAudit curationOf(String promptId) {
    return curations.computeIfAbsent(promptId, id -> new CurationAudit());
  }

  private void report(String promptId, String imbalance) {
    report("prompt '%s': %s".formatted(promptId, imbalance));
  }

  /** Returns whether everything that was ordered for an ended prompt must be in this source. */
  private boolean isComplete(RecordSource source, PromptAudit audit, boolean withDatasets) {
    return !shortened.contains(source)
        && (source != RecordSource.DATASET_ROWS
            || (withDatasets && !audit.isUnwritten() && !audit.isDropped()));
  }

  private SortedMap<String, Long> waiting() {
    SortedMap<String, Long> waiting = new TreeMap<>();
    prompts
        .values()
        .forEach(
            audit ->
                audit
                    .waitsFor()
                    .ifPresent(
                        reason -> {
                          boolean isCounted =
                              waiting.containsKey(reason) || waiting.size() < MAX_REASONS;
                          waiting.merge(isCounted ? reason : OTHERS, 1L, Long::sum);
                        }));
    return waiting;
  }

  /** Returns whether index and revision can exist; impossible ones are reported and not counted. */
  private boolean isPossible(RecordSource source, String promptId, int index, int revision) {
    boolean isPossible =
        index >= 0
            && index < RecipeRules.MAX_CANDIDATES
            && revision >= Revision.FIRST
            && revision <= Revision.MAX + 1;
    if (!isPossible) {
      report(
          "%s: in the %s with an impossible index or revision"
              .formatted(CandidateId.of(promptId, index), source.label()));
    }
    return isPossible;
  }

  private void reportTwice(RecordSource source, String promptId, int index) {
    report(
        "%s is in the %s twice; %s"
            .formatted(CandidateId.of(promptId, index), source.label(), source.advice()));
  }

  private static long count(List<PromptAudit> prompts, RecordSource source) {
    return prompts.stream().mapToLong(audit -> audit.count(source)).sum();
  }

  private ReplacementAudit replacementsOf(String promptId) {
    return replacements.computeIfAbsent(promptId, id -> new ReplacementAudit());
  }

  private PromptAudit auditOf(String promptId) {
    return prompts.computeIfAbsent(promptId, id -> new PromptAudit());
  }
}
