package dev.winnow.planner.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.strategy.Wanted;
import java.util.BitSet;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serde;

class PromptStatusSerdeTest {
  private static final Identity IDENTITY = new Identity("0".repeat(24), 1L << 40);

  private final Serde<PromptStatus> serde = PromptStatusSerde.create();

  @Provide
  Arbitrary<PromptStatus> statuses() {
    return AnyStatus.all();
  }

  @Property
  void readsWhatItWrote(@ForAll("statuses") PromptStatus status) {
    assertThat(read(write(status))).isEqualTo(status);
  }

  @Property
  void writesTheSameStatusAsTheSameBytes(@ForAll("statuses") PromptStatus status) {
    assertThat(write(read(write(status)))).isEqualTo(write(status));
  }

  @Example
  void readsNothingFromNothing() {
    assertThat(serde.serializer().serialize("statuses", null)).isNull();
    assertThat(serde.deserializer().deserialize("statuses", (byte[]) null)).isNull();
  }

  @Example
  void aFewDozenCandidatesTakeLessThanAHundredBytes() {
    Verdicts verdicts =
        new Verdicts(
            judged(36),
            new Tally(6, 28, 2),
            new TokenCounts(8_500, 8_000, 0),
            1,
            UndecidedReasons.NONE.plus("CUT_OFF"));
    PromptAccount account =
        new PromptAccount(
            new Origin(IDENTITY, "arithmetic"),
            new Reminder((1L << 40) + 600_000, 0),
            verdicts,
            new Orders(36, 0, 4, new Wanted.Number(8)),
            new Cell(16, 27, 5));
    Attempt attempt = new Attempt(0, (1L << 40) + 50_000, (1L << 40) + 60_000, true);

    InRound status = new InRound(account, new Round(27, false, 900, new BitSet(), attempt));

    assertThat(write(status)).hasSizeLessThanOrEqualTo(100);
  }

  @Example
  void theLargestStatusTakesABitForEachCandidate() {
    Verdicts verdicts =
        new Verdicts(
            judged(100_000),
            new Tally(0, 100_000, 0),
            new TokenCounts(100_000L << 17, 100_000L << 17, 100_000L << 40),
            0,
            UndecidedReasons.NONE);
    PromptAccount account =
        new PromptAccount(
            new Origin(new Identity("0".repeat(24), Long.MAX_VALUE), "r".repeat(100)),
            new Reminder(Long.MAX_VALUE, Integer.MAX_VALUE),
            verdicts,
            new Orders(100_000, 0, 100_000, new Wanted.Number(100_000)),
            new Cell(34, 99_000, 99_000));

    InRound status =
        new InRound(
            account,
            new Round(99_000, true, 1L << 30, new BitSet(), new Attempt(101, 0, 0, false)));

    assertThat(write(status)).hasSizeLessThanOrEqualTo(100_000 / Byte.SIZE + 200);
  }

  @Example
  void refusesTheStoreOfAnotherVersionWithTheRemedy() {
    byte[] bytes = write(new AwaitingRecipe(IDENTITY, 2));
    bytes[0] = 99;

    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another version (99")
        .hasMessageContaining("another topic prefix");
  }

  private static BitSet judged(int candidates) {
    BitSet judged = new BitSet();
    judged.set(0, candidates);
    return judged;
  }

  private byte[] write(PromptStatus status) {
    return Objects.requireNonNull(serde.serializer().serialize("statuses", status));
  }

  private PromptStatus read(byte[] bytes) {
    return serde.deserializer().deserialize("statuses", bytes);
  }
}
