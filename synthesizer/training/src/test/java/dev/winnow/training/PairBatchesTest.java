package dev.winnow.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.winnow.training.PairBatch.Text;
import dev.winnow.training.PairBatches.Tokens;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PairBatchesTest {
  @Test
  void textsOfOnePromptAreComparedAtTheirEndsAndWhereTheyBeginToDiffer() {
    PairBatch batch = PairBatch.of(List.of(text(1, true, 4, 5), text(1, false, 4, 6, 7)));

    assertThat(batch.ids()).containsExactly(4, 5, 0, 4, 6, 7);
    assertThat(batch.better()).containsExactly(1, 1);
    assertThat(batch.worse()).containsExactly(5, 4);
    assertThat(batch.weights()).containsExactly(0.5f, 0.5f);
  }

  @Test
  void textsOfDifferentPromptsAreComparedAtTheirEnds() {
    PairBatch batch = PairBatch.of(List.of(text(1, true, 4, 5), text(2, false, 4, 6, 7)));

    assertThat(batch.better()).containsExactly(1);
    assertThat(batch.worse()).containsExactly(5);
    assertThat(batch.weights()).containsExactly(1);
  }

  @Test
  void theThreeWaysOfComparingWeighTheSame() {
    PairBatch batch =
        PairBatch.of(
            List.of(text(1, true, 5), text(1, false, 6), text(2, false, 7), text(3, false, 8)));

    assertThat(batch.weights()).containsExactly(1 / 3f, 1 / 3f, 1 / 6f, 1 / 6f);
  }

  @Test
  void aTextThatContinuesAnotherIsComparedAtTheEndsOnly() {
    PairBatch batch = PairBatch.of(List.of(text(1, true, 4, 5), text(1, false, 4)));

    assertThat(batch.better()).containsExactly(1);
    assertThat(batch.worse()).containsExactly(2);
  }

  @Test
  void everyTextHasItsEndAndItsLabel() {
    PairBatch batch = PairBatch.of(List.of(text(1, true, 4, 5, 6), text(1, false, 4, 7)));

    assertThat(batch.ends()).containsExactly(2, 4);
    assertThat(batch.labels()).containsExactly(1, 0);
  }

  @Test
  void everyPromptHasItsTurnBeforeOneComesAgain() {
    List<Tokens> examples = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      examples.add(new Tokens(i, List.of(new long[] {i}), List.of(new long[] {100 + i})));
    }
    PairBatches batches = new PairBatches(Map.of("a", examples), 4, 1);
    Set<Long> seen = new HashSet<>();

    for (int i = 0; i < 3; i++) {
      PairBatch batch = batches.next();
      assertThat(batch.rows()).isEqualTo(8);
      for (long id : batch.ids()) {
        seen.add(id);
      }
    }

    assertThat(seen).hasSize(24);
  }

  @Test
  void promptsWithOneKindOfResponsesTakePart() {
    List<Tokens> examples = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      examples.add(new Tokens(i, List.of(new long[] {i}), List.of(new long[] {100 + i})));
    }
    examples.add(new Tokens(7, List.of(), List.of(new long[] {107})));
    examples.add(new Tokens(8, List.of(), List.of()));

    PairBatch batch = new PairBatches(Map.of("a", examples), 6, 1).next();

    assertThat(batch.rows()).isEqualTo(13);
    assertThat(batch.ids()).contains(107);
    assertThat(sum(batch.weights())).isCloseTo(1, within(1e-5));
  }

  @Test
  void withoutAPairThereIsNothingToLearn() {
    List<Tokens> examples = List.of(new Tokens(1, List.of(new long[] {1}), List.of()));

    assertThatThrownBy(() -> new PairBatches(Map.of("a", examples), 4, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sample more candidates");
  }

  private static double sum(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  private static Text text(int prompt, boolean accepted, long... ids) {
    return new Text(prompt, accepted, ids);
  }
}
