package dev.winnow.sink.audit;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Recipe;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The books of all prompts, and what is wrong with them. Not thread-safe. */
final class AuditState {
  private static final int MAX_REPORTED = 20;
  private static final int MAX_REASONS = 20;
  private static final String OTHERS = "(other reasons)";

  /** What a recipe has that does not say, and one that was deleted. */
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  private final Map<String, PromptAudit> books = new HashMap<>();
  private final Map<String, Duration> retentions = new HashMap<>();
  private final Map<String, String> recipeNames = new HashMap<>();
  private final List<String> first = new ArrayList<>();
  private final Set<RecordSource> shortened = EnumSet.noneOf(RecordSource.class);
  private long imbalances;

  /** Takes how long a recipe's prompts are remembered after they have ended. */
  void recipe(Recipe recipe) {
    retentions.put(recipe.getName(), Duration.ofMillis(recipe.getRetentionMs()));
  }

  void progress(Progress progress) {
    book(progress.getPromptId()).progress(progress);
  }

  /** Takes an account that is later than the verdicts and rows. */
  void ordersSince(Progress progress) {
    book(progress.getPromptId()).ordersSince(progress);
  }

  /**
   * The verifier repeats a verdict when it is given a candidate again: only another one is wrong.
   */
  void verdict(Verdict verdict) {
    String promptId = verdict.getPromptId();
    if (isPossible(RecordSource.VERDICTS, promptId, verdict.getIndex())
        && book(promptId).verdict(verdict.getIndex(), verdict.getOutcome()) == News.CONTRADICTION) {
      report(
          "%s has two verdicts that contradict each other; %s"
              .formatted(
                  CandidateId.of(promptId, verdict.getIndex()), RecordSource.VERDICTS.advice()));
    }
  }

  /** Notes a row on the sample topics. */
  void row(Sample sample) {
    String promptId = sample.getPromptId();
    String recipe = recipeNames.computeIfAbsent(sample.getRecipe(), name -> name);
    if (isPossible(RecordSource.ROWS, promptId, sample.getIndex())
        && !book(promptId).row(sample, recipe)) {
      reportTwice(RecordSource.ROWS, promptId, sample.getIndex());
    }
  }

  /** Notes a row of the datasets. */
  void datasetRow(String promptId, int index) {
    if (isPossible(RecordSource.DATASET_ROWS, promptId, index)
        && !book(promptId).datasetRow(index)) {
      reportTwice(RecordSource.DATASET_ROWS, promptId, index);
    }
  }

  void unwritten(String promptId) {
    book(promptId).unwritten();
  }

  void dropped(String promptId) {
    book(promptId).dropped();
  }

  /** The beginning of this page was deleted: what is missing on it may have been there. */
  void shortened(RecordSource page) {
    shortened.add(page);
  }

  void report(String imbalance) {
    imbalances++;
    if (first.size() < MAX_REPORTED) {
      first.add(imbalance);
    }
  }

  AuditReport close(boolean withDatasets, long refused, Instant now) {
    List<PromptAudit> ended = books.values().stream().filter(PromptAudit::hasEnded).toList();
    long forgotten = 0;
    for (Map.Entry<String, PromptAudit> entry : books.entrySet()) {
      if (entry.getValue().isKnown()) {
        judge(entry.getKey(), entry.getValue(), withDatasets);
      } else if (mayBeForgotten(entry.getValue(), now)) {
        forgotten++;
      } else {
        reportUnknown(entry.getKey());
      }
    }
    return new AuditReport(
        ended.size(),
        books.size() - ended.size() - forgotten,
        waiting(),
        forgotten,
        withDatasets ? ended.stream().filter(PromptAudit::isUnwritten).count() : 0,
        refused,
        ended.stream().mapToLong(PromptAudit::ordered).sum(),
        count(ended, RecordSource.VERDICTS),
        count(ended, RecordSource.ROWS),
        count(ended, RecordSource.DATASET_ROWS),
        imbalances,
        List.copyOf(first));
  }

  /** The planner forgets a prompt some time after its end; its rows stay. */
  private boolean mayBeForgotten(PromptAudit book, Instant now) {
    Duration retention = retentions.getOrDefault(book.recipe(), DEFAULT_RETENTION);
    return book.lastJudgedAt().isBefore(now.minus(retention));
  }

  private void reportUnknown(String promptId) {
    report(
        "prompt '%s' has verdicts or rows, but was never ordered: the planner does not know it; who wrote them?"
            .formatted(promptId));
  }

  private void judge(String promptId, PromptAudit book, boolean withDatasets) {
    List<Optional<String>> found = new ArrayList<>();
    for (RecordSource page : RecordSource.values()) {
      found.add(book.unordered(page));
      if (book.hasEnded() && isComplete(page, book, withDatasets)) {
        found.add(book.missing(page));
      }
    }
    found.add(book.premature());
    found.add(book.contradiction());
    found.add(book.hasEnded() ? book.misselection() : Optional.empty());
    found.forEach(
        wrong -> wrong.ifPresent(text -> report("prompt '%s': %s".formatted(promptId, text))));
  }

  /** Whether everything that was ordered of an ended prompt must be on this page. */
  private boolean isComplete(RecordSource page, PromptAudit book, boolean withDatasets) {
    return !shortened.contains(page)
        && (page != RecordSource.DATASET_ROWS
            || (withDatasets && !book.isUnwritten() && !book.isDropped()));
  }

  private SortedMap<String, Long> waiting() {
    SortedMap<String, Long> waiting = new TreeMap<>();
    books
        .values()
        .forEach(
            book ->
                book.waitsFor()
                    .ifPresent(
                        reason -> {
                          boolean isCounted =
                              waiting.containsKey(reason) || waiting.size() < MAX_REASONS;
                          waiting.merge(isCounted ? reason : OTHERS, 1L, Long::sum);
                        }));
    return waiting;
  }

  /** Whether the index may exist; if not it is reported, and counts for nothing. */
  private boolean isPossible(RecordSource page, String promptId, int index) {
    boolean isPossible = index >= 0 && index < RecipeRules.MAX_CANDIDATES;
    if (!isPossible) {
      report(
          "%s: in the %s with an impossible index"
              .formatted(CandidateId.of(promptId, index), page.label()));
    }
    return isPossible;
  }

  private void reportTwice(RecordSource page, String promptId, int index) {
    report(
        "%s is in the %s twice; %s"
            .formatted(CandidateId.of(promptId, index), page.label(), page.advice()));
  }

  private static long count(List<PromptAudit> books, RecordSource page) {
    return books.stream().mapToLong(book -> book.count(page)).sum();
  }

  private PromptAudit book(String promptId) {
    return books.computeIfAbsent(promptId, id -> new PromptAudit());
  }
}
