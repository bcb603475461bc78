package dev.winnow.synthesizer.planner.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.synthesizer.planner.difficulty.Cell;
import java.util.BitSet;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serde;

class PromptLifeSerdeTest {
  private final Serde<PromptLife> serde = PromptLifeSerde.create();

  @Provide
  Arbitrary<PromptLife> lives() {
    return PromptLives.all();
  }

  @Property
  void whatIsReadIsWhatWasWritten(@ForAll("lives") PromptLife life) {
    assertThat(read(write(life))).isEqualTo(life);
  }

  @Property
  void theSameLifeHasTheSameBytes(@ForAll("lives") PromptLife life) {
    assertThat(write(read(write(life)))).isEqualTo(write(life));
  }

  @Example
  void nothingIsReadFromNothing() {
    assertThat(serde.serializer().serialize("lives", null)).isNull();
    assertThat(serde.deserializer().deserialize("lives", (byte[]) null)).isNull();
  }

  @Example
  void aFewDozenCandidatesTakeLessThanEightyBytes() {
    BitSet judged = new BitSet();
    judged.set(0, 36);
    Sampling sampling =
        new Sampling(
            "0".repeat(24),
            1L << 40,
            judged,
            new Tally(6, 28, 2),
            9_000,
            new Cell(16, 27, 5),
            4,
            36,
            9,
            0,
            1L << 40);

    assertThat(write(sampling)).hasSizeLessThanOrEqualTo(80);
  }

  @Example
  void theLargestLifeTakesABitForEachCandidate() {
    BitSet judged = new BitSet();
    judged.set(0, 100_000);
    Sampling sampling =
        new Sampling(
            "0".repeat(24),
            Long.MAX_VALUE,
            judged,
            new Tally(0, 100_000, 0),
            100_000L << 17,
            new Cell(34, 99_000, 99_000),
            100_000,
            100_000,
            1024,
            101,
            Long.MAX_VALUE);

    assertThat(write(sampling)).hasSizeLessThanOrEqualTo(100_000 / Byte.SIZE + 100);
  }

  @Example
  void theStoreOfAnotherVersionIsRefusedWithTheRemedy() {
    byte[] bytes = write(new PromptLife.Waiting("0".repeat(24), 1));
    bytes[0] = 9;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another version (9)")
        .hasMessageContaining("upgrade");
  }

  private byte[] write(PromptLife life) {
    return serde.serializer().serialize("lives", life);
  }

  private PromptLife read(byte[] bytes) {
    return serde.deserializer().deserialize("lives", bytes);
  }
}
