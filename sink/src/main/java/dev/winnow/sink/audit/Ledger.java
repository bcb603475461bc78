package dev.winnow.sink.audit;

import dev.winnow.schemas.CandidateId;
import dev.winnow.schemas.Progress;
import dev.winnow.schemas.Sample;
import dev.winnow.schemas.rules.RecipeRules;
import dev.winnow.sink.audit.Book.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The books of all prompts, and what is wrong with them. Not thread-safe. */
final class Ledger {
  private static final int MAX_REPORTED = 20;

  private final Map<String, Book> books = new HashMap<>();
  private final List<String> first = new ArrayList<>();
  private long imbalances;

  void progress(Progress progress) {
    book(progress.getPromptId()).progress(progress);
  }

  /** Notes a row on the sample topics. */
  void row(Sample sample) {
    if (note(Page.ROWS, sample.getPromptId(), sample.getIndex())) {
      book(sample.getPromptId()).choice(sample);
    }
  }

  /** Notes a candidate id; false if it is reported instead, and counts for nothing. */
  boolean note(Page page, String promptId, int index) {
    if (index < 0 || index >= RecipeRules.MAX_TRIALS) {
      report(
          "%s: in the %s with an impossible index"
              .formatted(CandidateId.of(promptId, index), page.label()));
      return false;
    }
    if (!book(promptId).note(page, index)) {
      report(
          "%s is in the %s twice; %s"
              .formatted(CandidateId.of(promptId, index), page.label(), page.advice()));
      return false;
    }
    return true;
  }

  void unwritten(String promptId) {
    book(promptId).unwritten();
  }

  void report(String imbalance) {
    imbalances++;
    if (first.size() < MAX_REPORTED) {
      first.add(imbalance);
    }
  }

  AuditReport close(boolean withDatasets) {
    List<Book> ended = books.values().stream().filter(Book::hasEnded).toList();
    books.forEach((promptId, book) -> judge(promptId, book, withDatasets));
    return new AuditReport(
        ended.size(),
        books.size() - ended.size(),
        withDatasets ? ended.stream().filter(Book::isUnwritten).count() : 0,
        ended.stream().mapToLong(Book::ordered).sum(),
        count(ended, Page.VERDICTS),
        count(ended, Page.ROWS),
        count(ended, Page.DATASET_ROWS),
        imbalances,
        List.copyOf(first));
  }

  private void judge(String promptId, Book book, boolean withDatasets) {
    if (!book.hasEnded()) {
      return;
    }
    for (Page page : Page.values()) {
      boolean isJudged = page != Page.DATASET_ROWS || (withDatasets && !book.isUnwritten());
      if (isJudged) {
        book.imbalance(page)
            .ifPresent(found -> report("prompt '%s': %s".formatted(promptId, found)));
      }
    }
    book.misselection().ifPresent(found -> report("prompt '%s': %s".formatted(promptId, found)));
  }

  private static long count(List<Book> books, Page page) {
    return books.stream().mapToLong(book -> book.count(page)).sum();
  }

  private Book book(String promptId) {
    return books.computeIfAbsent(promptId, id -> new Book());
  }
}
