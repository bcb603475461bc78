package dev.winnow.verifier;

import static dev.winnow.schemas.Outcome.ACCEPTED;
import static dev.winnow.schemas.Outcome.REJECTED;
import static dev.winnow.schemas.Outcome.UNDECIDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Outcome;
import dev.winnow.schemas.rules.RecipeRules;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

class JudgedIndicesTest {
  @Property(tries = 200)
  void storedIndicesAreReadBackUnchanged(
      @ForAll @NotEmpty Set<@IntRange(max = RecipeRules.MAX_CANDIDATES - 1) Integer> indices) {
    JudgedIndices judged = judged(indices);

    JudgedIndices read = JudgedIndices.fromBytes(judged.toBytes());

    assertThat(read).isEqualTo(judged);
    assertThat(read.passRate()).isEqualTo(judged.passRate());
    assertThat(indices).allMatch(read::has);
    assertThat(read.indices().cardinality()).isEqualTo(indices.size());
  }

  @Test
  void passRateIsTheShareOfAcceptedAmongAcceptedAndRejected() {
    JudgedIndices judged =
        JudgedIndices.NONE.plus(0, ACCEPTED).plus(5, REJECTED).plus(2, ACCEPTED).plus(9, REJECTED);

    assertThat(judged.passRate()).hasValue(0.5);
  }

  @Test
  void passRateIgnoresUndecidedCandidates() {
    JudgedIndices judged =
        JudgedIndices.NONE.plus(0, UNDECIDED).plus(1, ACCEPTED).plus(2, UNDECIDED);

    assertThat(judged.passRate()).hasValue(1.0);
  }

  @Test
  void passRateIsEmptyBeforeTheFirstDecidedVerdict() {
    assertThat(JudgedIndices.NONE.plus(0, UNDECIDED).passRate()).isEmpty();
  }

  @Test
  void addingAnIndexLeavesTheOldObjectUnchanged() {
    JudgedIndices before = JudgedIndices.NONE.plus(0, ACCEPTED);

    JudgedIndices after = before.plus(1, ACCEPTED);

    assertThat(before.has(1)).isFalse();
    assertThat(after.has(1)).isTrue();
    assertThat(JudgedIndices.NONE.has(0)).isFalse();
  }

  @Test
  void eightThousandCandidatesTakeAKilobyte() {
    JudgedIndices judged = JudgedIndices.NONE;
    for (int index = 0; index < 8_000; index++) {
      judged = judged.plus(index, ACCEPTED);
    }

    assertThat(judged.toBytes()).hasSize(1_009);
  }

  @Test
  void refusesBytesOfAnUnknownVersion() {
    byte[] bytes = JudgedIndices.NONE.plus(0, ACCEPTED).toBytes();
    bytes[0] = 4;

    assertThatThrownBy(() -> JudgedIndices.fromBytes(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another version (4)");
  }

  @Test
  void readsTheBytesOfTheReleasedVersion() {
    byte[] released = {2, 0, 0, 0, 1, 0, 0, 0, 1, 0b100001};

    assertThat(JudgedIndices.fromBytes(released))
        .isEqualTo(JudgedIndices.NONE.plus(0, ACCEPTED).plus(5, REJECTED));
  }

  @Test
  void bytesOfTheEarlierVersionGiveNoPassRate() {
    byte[] before = {1, 0, 0, 0, 1, 0b100001};

    JudgedIndices read = JudgedIndices.fromBytes(before).plus(6, REJECTED);

    assertThat(read.indices().stream()).containsExactly(0, 5, 6);
    assertThat(read.accepted()).isEqualTo(1);
    assertThat(read.passRate()).isEmpty();
    assertThat(JudgedIndices.fromBytes(read.toBytes())).isEqualTo(read);
  }

  @Property(tries = 200)
  void heldIndicesAreKeptUntilTheyAreReleased(
      @ForAll Set<@IntRange(max = 300) Integer> indices,
      @ForAll @NotEmpty Set<@IntRange(max = 300) Integer> held) {
    JudgedIndices judged = judged(indices);
    for (int index : held) {
      judged = judged.holding(index);
    }

    JudgedIndices read = JudgedIndices.fromBytes(judged.toBytes());

    assertThat(read).isEqualTo(judged);
    assertThat(held).allMatch(read::holds);
    assertThat(indices).allMatch(read::has);
    int missing = read.nextMissing(0);
    assertThat(indices).doesNotContain(missing);
    assertThat(held).doesNotContain(missing);
    for (int index : held) {
      read = read.released(index);
    }
    assertThat(JudgedIndices.fromBytes(read.toBytes())).isEqualTo(judged(indices));
  }

  private static JudgedIndices judged(Set<Integer> indices) {
    JudgedIndices judged = JudgedIndices.NONE;
    for (int index : indices) {
      judged = judged.plus(index, Outcome.values()[index % 3]);
    }
    return judged;
  }
}
