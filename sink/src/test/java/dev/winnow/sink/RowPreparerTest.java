package dev.winnow.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.serde.Decoded.Bad;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class RowPreparerTest {
  private static List<ConsumerRecord<byte[], byte[]>> records(int count) {
    return LongStream.range(0, count)
        .mapToObj(offset -> new ConsumerRecord<>("t", 0, offset, new byte[0], new byte[0]))
        .toList();
  }

  @Test
  void recordsAreVisitedInTheirOrderWithTheirOwnRows() throws Exception {
    List<String> visited = new ArrayList<>();
    try (RowThreads threads = RowThreads.start()) {
      new RowPreparer(
              record -> Optional.of(new Bad<>("row " + record.offset(), "")), threads.executor())
          .forEach(
              records(1_234),
              (record, row) ->
                  visited.add(record.offset() + " " + ((Bad<?>) row.orElseThrow()).reason()));
    }

    assertThat(visited)
        .containsExactlyElementsOf(
            LongStream.range(0, 1_234)
                .mapToObj(offset -> "%d row %d".formatted(offset, offset))
                .toList());
  }

  /** A registry that does not answer must stop the sink, because the bytes cannot be judged. */
  @Test
  void aFailureToReadIsThrown() {
    try (RowThreads threads = RowThreads.start()) {
      RowPreparer preparer =
          new RowPreparer(
              record -> {
                throw new IllegalStateException("no registry");
              },
              threads.executor());
      assertThatThrownBy(() -> preparer.forEach(records(3), (record, row) -> {}))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no registry");
    }
  }
}
