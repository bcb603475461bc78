package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Selection;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class JudgedIndicesTest {
  @Property(tries = 200)
  void areTheSameAfterTheyWereStored(
      @ForAll @NotEmpty Set<@IntRange(max = RecipeRules.MAX_TRIALS - 1) Integer> indices) {
    JudgedIndices judged = judged(indices);

    JudgedIndices read = JudgedIndices.fromBytes(judged.toBytes());

    assertThat(read).isEqualTo(judged);
    assertThat(read.passRate()).isEqualTo(judged.passRate());
    assertThat(indices).allMatch(read::has);
    assertThat(read.indices().cardinality()).isEqualTo(indices.size());
  }

  @Test
  void rateTheAcceptedAmongTheJudged() {
    JudgedIndices judged =
        JudgedIndices.NONE.plus(0, true).plus(5, false).plus(2, true).plus(9, false);

    assertThat(judged.passRate()).isEqualTo(0.5);
  }

  @Test
  void doNotChangeWhenMoreAreJudged() {
    JudgedIndices before = JudgedIndices.NONE.plus(0, true);

    JudgedIndices after = before.plus(1, true);

    assertThat(before.has(1)).isFalse();
    assertThat(after.has(1)).isTrue();
    assertThat(JudgedIndices.NONE.has(0)).isFalse();
  }

  @Test
  void takeAKilobyteForEightThousandCandidates() {
    JudgedIndices judged = JudgedIndices.NONE;
    for (int index = 0; index < 8_000; index++) {
      judged = judged.plus(index, true);
    }

    assertThat(judged.toBytes()).hasSize(1_005);
  }

  @Test
  void ofAnotherVersionAreNotMisread() {
    byte[] bytes = JudgedIndices.NONE.plus(0, true).toBytes();
    bytes[0] = 2;

    assertThatThrownBy(() -> JudgedIndices.fromBytes(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another version (2)");
  }

  @Test
  void stayReadableAsTheyWereReleased() {
    byte[] released = {1, 0, 0, 0, 1, 0b100001};

    assertThat(JudgedIndices.fromBytes(released))
        .isEqualTo(JudgedIndices.NONE.plus(0, true).plus(5, false));
  }

  @Test
  void knowWhenARoundIsWhole() {
    JudgedIndices judged = JudgedIndices.NONE.plus(1, true).plus(2, false).plus(3, true);

    assertThat(judged.hasAll(new Selection(1, 3, 1, false))).isTrue();
    assertThat(judged.hasAll(new Selection(0, 3, 1, false))).isFalse();
    assertThat(judged.hasAll(new Selection(1, 4, 1, false))).isFalse();
  }

  private static JudgedIndices judged(Set<Integer> indices) {
    JudgedIndices judged = JudgedIndices.NONE;
    for (int index : indices) {
      judged = judged.plus(index, index % 2 == 0);
    }
    return judged;
  }
}
