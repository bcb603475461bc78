package dev.winnow.ops.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSortTest {
  @TempDir private Path directory;

  @Test
  void sortsInMemoryWhatFits() throws IOException {
    assertThat(sorted(List.of(3L, 1L, 2L), 1 << 20)).containsExactly(1L, 2L, 3L);
  }

  @Test
  void sortsWhatDoesNotFitThroughMoreFilesThanAreMergedAtOnce() throws IOException {
    long seed = Seeds.next();
    List<Long> numbers = new Random(seed).longs(20_000, 0, 1_000_000).boxed().toList();

    assertThat(sorted(numbers, 10_000))
        .as("seed %d", seed)
        .isEqualTo(numbers.stream().sorted().toList());
  }

  @Test
  void leavesNoFiles() throws IOException {
    assertThat(sorted(List.of(3L, 1L, 2L), 0)).containsExactly(1L, 2L, 3L);

    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).isEmpty();
    }
  }

  private List<Long> sorted(List<Long> numbers, long maxBytes) throws IOException {
    List<Long> sorted = new ArrayList<>();
    try (ExternalSort sort = new ExternalSort(directory, maxBytes)) {
      for (long number : numbers) {
        byte[] text = Long.toString(number).getBytes(StandardCharsets.UTF_8);
        sort.add(ByteBuffer.allocate(Long.BYTES).putLong(number).array(), text);
      }
      sort.forEach(
          (key, value) -> {
            assertThat(new String(value, StandardCharsets.UTF_8))
                .isEqualTo(Long.toString(ByteBuffer.wrap(key).getLong()));
            sorted.add(ByteBuffer.wrap(key).getLong());
          });
    }
    return sorted;
  }
}
