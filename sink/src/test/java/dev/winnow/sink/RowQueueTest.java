package dev.winnow.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.sink.row.RowWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowQueueTest {
  private static final Schema SCHEMA =
      SchemaBuilder.record("row").fields().requiredInt("number").endRecord();

  private final RowThreads threads = RowThreads.start();
  private final Rows file = new Rows();

  /** Remembers rows; fails at one of them, and at its end, if it is told to. */
  private static final class Rows implements RowWriter {
    private final List<Integer> written = Collections.synchronizedList(new ArrayList<>());
    private volatile int failsAt = -1;
    private volatile boolean failsAtEnd;
    private volatile int closed;

    @Override
    public void write(GenericRecord row) throws IOException {
      int number = (int) row.get("number");
      if (number == failsAt) {
        throw new IOException("disk full");
      }
      written.add(number);
    }

    @Override
    public long bytes() {
      return 10L * written.size();
    }

    @Override
    public void close() throws IOException {
      closed++;
      if (failsAtEnd) {
        throw new IOException("disk full at the end");
      }
    }
  }

  @AfterEach
  void stop() {
    threads.close();
  }

  private static void add(RowQueue queue, int rows) throws IOException {
    for (int i = 0; i < rows; i++) {
      GenericRecord row = new GenericData.Record(SCHEMA);
      row.put("number", i);
      queue.add(row);
    }
  }

  @Test
  void allRowsAreWrittenInTheirOrderWhenTheFileIsComplete() throws Exception {
    RowQueue queue = new RowQueue(file, threads);

    add(queue, 10_003);
    queue.complete();

    assertThat(file.written).containsExactlyElementsOf(IntStream.range(0, 10_003).boxed().toList());
    assertThat(file.closed).isEqualTo(1);
    assertThat(queue.bytes()).isEqualTo(100_030);
  }

  @Test
  void manyFilesAreWrittenSideBySide() throws Exception {
    List<Rows> files = new ArrayList<>();
    List<RowQueue> queues = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      files.add(new Rows());
      queues.add(new RowQueue(files.get(i), threads));
    }

    for (RowQueue queue : queues) {
      add(queue, 1_000);
    }
    queues.forEach(RowQueue::finish);
    for (RowQueue queue : queues) {
      queue.complete();
    }

    assertThat(files).allMatch(rows -> rows.written.size() == 1_000 && rows.closed == 1);
  }

  @Test
  void aRowThatCannotBeWrittenFailsTheFile() {
    RowQueue queue = new RowQueue(file, threads);
    file.failsAt = 20;

    assertThatThrownBy(
            () -> {
              add(queue, 100);
              queue.complete();
            })
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
    assertThat(file.written).hasSize(20);
  }

  @Test
  void anEndThatCannotBeWrittenFailsTheFile() throws Exception {
    RowQueue queue = new RowQueue(file, threads);
    file.failsAtEnd = true;
    add(queue, 5);

    assertThatThrownBy(queue::complete)
        .isInstanceOf(IOException.class)
        .hasMessage("disk full at the end");
  }

  @Test
  void aFileThatIsGivenUpIsClosedOnceAndUsedByNoOtherThread() throws Exception {
    RowQueue queue = new RowQueue(file, threads);
    file.failsAt = 12;
    add(queue, 16);

    queue.discard();

    assertThat(file.closed).isEqualTo(1);
  }

  @Test
  void aFileThatIsGivenUpAfterItsEndIsNotClosedAgain() throws Exception {
    RowQueue queue = new RowQueue(file, threads);
    add(queue, 16);
    queue.finish();

    queue.discard();

    assertThat(file.closed).isEqualTo(1);
  }
}
