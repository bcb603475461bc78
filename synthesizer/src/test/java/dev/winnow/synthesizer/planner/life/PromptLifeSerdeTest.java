package dev.winnow.synthesizer.planner.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.PromptState;
import dev.winnow.synthesizer.planner.difficulty.Cell;
import dev.winnow.synthesizer.planner.strategy.Wanted;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
            new Origin("0".repeat(24), 1L << 40, "arithmetic"),
            (1L << 40) + 600_000,
            new Verdicts(judged, new Tally(6, 28, 2), 9_000),
            new Cell(16, 27, 5),
            new Wanted.Number(8),
            36,
            0,
            new Round(
                4, 27, 5, 7_000, false, 9, 0, (1L << 40) + 50_000, (1L << 40) + 60_000, true));

    assertThat(write(sampling)).hasSizeLessThanOrEqualTo(80);
  }

  @Example
  void theLargestLifeTakesABitForEachCandidate() {
    BitSet judged = new BitSet();
    judged.set(0, 100_000);
    Sampling sampling =
        new Sampling(
            new Origin("0".repeat(24), Long.MAX_VALUE, "r".repeat(100)),
            Long.MAX_VALUE,
            new Verdicts(judged, new Tally(0, 100_000, 0), 100_000L << 17),
            new Cell(34, 99_000, 99_000),
            new Wanted.Number(100_000),
            100_000,
            1024,
            new Round(100_000, 99_000, 0, 99_000L << 17, true, 1024, 101, 0, 0, false));

    assertThat(write(sampling)).hasSizeLessThanOrEqualTo(100_000 / Byte.SIZE + 200);
  }

  @Example
  void theStoreOfALaterVersionIsRefusedWithTheRemedy() {
    byte[] bytes = write(new PromptLife.Waiting("0".repeat(24), 1, 2));
    bytes[0] = 9;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("later version (9)")
        .hasMessageContaining("upgrade");
  }

  @Example
  void whatEndedUnderAnEarlierVersionIsStillKnown() {
    byte[] head = {2, (byte) PromptState.SATISFIED.ordinal(), 24};
    byte[] hash = "0123456789abcdef01234567".getBytes(StandardCharsets.US_ASCII);
    byte[] tail = {0, 0, 0, 0, 0, 0, 0, 7, 5, 3, 1, 1};
    byte[] bytes =
        ByteBuffer.allocate(head.length + hash.length + tail.length)
            .put(head)
            .put(hash)
            .put(tail)
            .array();

    assertThat(read(bytes))
        .isEqualTo(
            new PromptLife.Ended(
                "0123456789abcdef01234567", 7, 7, PromptState.SATISFIED, 5, new Tally(3, 1, 1)));
  }

  private byte[] write(PromptLife life) {
    return serde.serializer().serialize("lives", life);
  }

  private PromptLife read(byte[] bytes) {
    return serde.deserializer().deserialize("lives", bytes);
  }
}
