package dev.winnow.ops.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.verifier.check.BadCheckException;
import dev.winnow.verifier.check.Finding;
import dev.winnow.verifier.request.ItemJudge;
import dev.winnow.verifier.request.JudgedItem;
import dev.winnow.verifier.request.VerifyRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Judges the rows of one request in parts that run side by side. After {@link #expire} no further
 * row is judged, and {@link #answers} is complete at once: a row without a result is undecided.
 * Thread-safe.
 */
final class BatchRun {
  /** The check had not judged the row when the time of the request was over. */
  static final String TIMED_OUT = "TIMED_OUT";

  /** The time of the request was over before the row's turn came: nothing is wrong with the row. */
  static final String NOT_STARTED = "NOT_STARTED";

  private static final int PART = 8;

  private final List<BatchRow> rows;
  private final ItemJudge judge;
  private final CheckWorkers workers;
  private final AtomicReferenceArray<ObjectNode> answers;

  /** The rows whose check has begun, as 1. */
  private final AtomicIntegerArray begun;

  private volatile boolean expired;

  BatchRun(List<BatchRow> rows, ItemJudge judge, CheckWorkers workers) {
    this.rows = rows;
    this.judge = judge;
    this.workers = workers;
    this.answers = new AtomicReferenceArray<>(rows.size());
    this.begun = new AtomicIntegerArray(rows.size());
  }

  /** Starts; completes when every row has been judged. */
  CompletableFuture<Void> start() {
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); from += PART) {
      int first = from;
      int end = Math.min(rows.size(), from + PART);
      parts.add(workers.run(() -> judge(first, end)));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
  }

  void expire() {
    expired = true;
  }

  /** Returns the answers in the order of the rows. */
  List<ObjectNode> answers() {
    List<ObjectNode> all = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      ObjectNode known = answers.get(i);
      all.add(known == null ? late(rows.get(i), begun.get(i) == 1) : known);
    }
    return all;
  }

  private void judge(int first, int end) {
    for (int i = first; i < end && !expired; i++) {
      int at = i;
      begun.set(i, 1);
      switch (rows.get(i)) {
        case BatchRow.Readable readable ->
            workers.mark(
                readable.row().item().check().getType(),
                () -> answers.set(at, judged(readable.row())));
        case BatchRow.Unreadable bad -> answers.set(i, error(bad));
      }
    }
  }

  private ObjectNode judged(VerifyRow row) {
    try {
      return row.answer(judge.judge(row.item()));
    } catch (BadCheckException e) {
      return BatchRow.Unreadable.answer(row.echo(), String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode late(BatchRow row, boolean begun) {
    return switch (row) {
      case BatchRow.Readable readable ->
          readable
              .row()
              .answer(
                  new JudgedItem(
                      Finding.undecided(begun ? TIMED_OUT : NOT_STARTED),
                      readable.row().item().check().getType(),
                      Optional.empty()));
      case BatchRow.Unreadable bad -> error(bad);
    };
  }

  private static ObjectNode error(BatchRow.Unreadable bad) {
    return BatchRow.Unreadable.answer(bad.echo(), bad.error());
  }
}
