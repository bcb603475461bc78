package dev.winnow.sink;

import dev.winnow.schemas.serde.Decoded;
import dev.winnow.sink.kind.PreparedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes rows of records on other threads, while this one writes the rows before them. Not
 * thread-safe.
 */
final class RowPreparer {
  private static final int CHUNK = 100;

  private final Function<ConsumerRecord<byte[], byte[]>, Optional<Decoded<PreparedRow>>> read;
  private final Executor executor;

  /** Takes a record with what it was read as; with nothing where it is no row. */
  @FunctionalInterface
  interface RowVisitor {
    void visit(ConsumerRecord<byte[], byte[]> record, Optional<Decoded<PreparedRow>> row)
        throws InterruptedException, ExecutionException;
  }

  /**
   * @param read makes a row of a record; must be thread-safe
   * @param executor runs it
   */
  RowPreparer(
      Function<ConsumerRecord<byte[], byte[]>, Optional<Decoded<PreparedRow>>> read,
      Executor executor) {
    this.read = read;
    this.executor = executor;
  }

  /** Visits all records in their order, on this thread. */
  void forEach(Iterable<ConsumerRecord<byte[], byte[]>> records, RowVisitor visitor)
      throws InterruptedException, ExecutionException {
    List<List<ConsumerRecord<byte[], byte[]>>> chunks = chunks(records);
    List<Future<List<Optional<Decoded<PreparedRow>>>>> prepared = new ArrayList<>();
    chunks.forEach(
        chunk ->
            prepared.add(
                CompletableFuture.supplyAsync(() -> chunk.stream().map(read).toList(), executor)));
    for (int i = 0; i < chunks.size(); i++) {
      List<Optional<Decoded<PreparedRow>>> rows = get(prepared.get(i));
      for (int j = 0; j < rows.size(); j++) {
        visitor.visit(chunks.get(i).get(j), rows.get(j));
      }
    }
  }

  private static List<List<ConsumerRecord<byte[], byte[]>>> chunks(
      Iterable<ConsumerRecord<byte[], byte[]>> records) {
    List<List<ConsumerRecord<byte[], byte[]>>> chunks = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (chunks.isEmpty() || chunks.getLast().size() == CHUNK) {
        chunks.add(new ArrayList<>(CHUNK));
      }
      chunks.getLast().add(record);
    }
    return chunks;
  }

  private static <T> T get(Future<T> future) throws InterruptedException, ExecutionException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw e;
    }
  }
}
