package dev.winnow.sink;

import dev.winnow.sink.row.RowWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.generic.GenericRecord;

/**
 * Writes the rows of one file on other threads, in their order. Encoding and compression are most
 * of a sink's work, and files do not depend on each other. A failure is thrown by the next call.
 * All calls come from one thread.
 */
final class RowQueue {
  /** Number of rows written at once; afterwards the size is measured, which asks every column. */
  private static final int BATCH = 8;

  private final RowWriter writer;
  private final RowThreads threads;
  private List<GenericRecord> batch = new ArrayList<>(BATCH);
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private boolean finishing;
  private volatile long bytes;
  private volatile boolean discarded;
  private volatile boolean closed;

  RowQueue(RowWriter writer, RowThreads threads) {
    this.writer = writer;
    this.threads = threads;
  }

  /** Adds a row, which must not change afterwards. */
  void add(GenericRecord row) throws IOException {
    if (last.isCompletedExceptionally()) {
      await();
    }
    batch.add(row);
    if (batch.size() == BATCH) {
      submitBatch();
    }
  }

  /** Returns the approximate size of what is written so far. */
  long bytes() {
    return bytes;
  }

  /** Begins to write what is left and to complete the file; no row may be added afterwards. */
  void finish() {
    if (!finishing) {
      finishing = true;
      submitBatch();
      last = threads.then(last, this::close);
    }
  }

  /** Completes the file: all rows are written when this returns. */
  void complete() throws IOException {
    finish();
    await();
  }

  /** Gives the file up. No other thread uses it when this returns. */
  void discard() throws IOException {
    discarded = true;
    // A failure no longer matters, because the file is given up.
    last.handle((nothing, failure) -> true).join();
    if (!closed) {
      close();
    }
  }

  private void submitBatch() {
    List<GenericRecord> rows = batch;
    batch = new ArrayList<>(BATCH);
    last = threads.then(last, () -> write(rows));
  }

  private void write(List<GenericRecord> rows) throws IOException {
    if (discarded) {
      return;
    }
    for (GenericRecord row : rows) {
      writer.write(row);
    }
    bytes = writer.bytes();
  }

  private void close() throws IOException {
    closed = true;
    writer.close();
  }

  private void await() throws IOException {
    try {
      last.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UncheckedIOException failure) {
        throw failure.getCause();
      }
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
