package dev.winnow.worker.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.worker.engine.replay.LineIndex.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class LineIndexTest {
  /** Multiples of this fall into one bucket, however large the table is. */
  private static final long ONE_BUCKET = 1L << 40;

  @Property(tries = 200)
  void findsWhatAMapOfListsWouldFind(
      @ForAll @Size(max = 3_000) List<@LongRange(min = 0, max = 400) Long> keys) {
    LineIndex index = new LineIndex();
    Map<Long, List<Span>> model = new HashMap<>();
    for (int i = 0; i < keys.size(); i++) {
      long hash = keys.get(i) % 7 == 0 ? keys.get(i) * ONE_BUCKET : keys.get(i);
      List<Span> spans = model.computeIfAbsent(hash, h -> new ArrayList<>());
      int first = spans.isEmpty() ? 0 : spans.getLast().end();
      index.add(hash, 1, i, 10, OptionalInt.empty(), 1 + i % 3);
      spans.add(new Span(1, i, 10, first, 1 + i % 3));
    }

    model.forEach((hash, spans) -> assertThat(index.find(hash)).isEqualTo(spans));
    assertThat(index.find(-1)).isEmpty();
  }

  @Test
  void aMillionLinesOfOnePromptAreAddedInNoTime() {
    LineIndex index = new LineIndex();

    for (int i = 0; i < 1_000_000; i++) {
      index.add(5, 0, i, 1, OptionalInt.empty(), 1);
    }

    assertThat(index.find(5))
        .hasSize(1_000_000)
        .last()
        .isEqualTo(new Span(0, 999_999, 1, 999_999, 1));
  }
}
