package dev.winnow.ops.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.training.TuningExample;
import dev.winnow.training.TuningExample.Supervised;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DrawnRowsTest {
  private static final List<TuningExample> ROWS =
      IntStream.range(0, 100)
          .<TuningExample>mapToObj(
              i -> new Supervised(List.of(Map.of("role", "user", "content", "?")), "answer " + i))
          .toList();

  @Test
  void theSameSeedDrawsTheSameRowsAndAnotherDrawsOthers() {
    List<TuningExample> drawn = TuningData.draw(ROWS, 10, 7);

    assertThat(drawn)
        .hasSize(10)
        .doesNotHaveDuplicates()
        .isSubsetOf(ROWS)
        .isEqualTo(TuningData.draw(ROWS, 10, 7))
        .isNotEqualTo(TuningData.draw(ROWS, 10, 8));
  }

  @Test
  void moreRowsThanThereAreAreRefusedSoThatEqualSizesAreEqual() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TuningData.draw(ROWS, 101, 7))
        .withMessage("--rows: want 1 to the 100 that there are, not 101");
  }
}
