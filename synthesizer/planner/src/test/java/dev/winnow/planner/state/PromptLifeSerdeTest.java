package dev.winnow.planner.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.planner.difficulty.Cell;
import dev.winnow.planner.strategy.Wanted;
import dev.winnow.schemas.PromptState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.serialization.Serde;

class PromptLifeSerdeTest {
  private static final String HASH = "0123456789abcdef01234567";
  private static final long START = 1_700_000_000_000L;

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
  void aFewDozenCandidatesTakeLessThanAHundredBytes() {
    BitSet judged = new BitSet();
    judged.set(0, 36);
    ActivePrompt sampling =
        new ActivePrompt(
            new Origin("0".repeat(24), 1L << 40, "arithmetic"),
            (1L << 40) + 600_000,
            new Verdicts(
                judged,
                new Tally(6, 28, 2),
                9_000,
                8_000,
                0,
                1,
                UndecidedReasons.NONE.plus("CUT_OFF")),
            new Cell(16, 27, 5),
            new Wanted.Number(8),
            36,
            0,
            0,
            new Round(4, 27, 5, 7_000, false, 0, (1L << 40) + 50_000, (1L << 40) + 60_000, true),
            0);

    assertThat(write(sampling)).hasSizeLessThanOrEqualTo(100);
  }

  @Example
  void theLargestLifeTakesABitForEachCandidate() {
    BitSet judged = new BitSet();
    judged.set(0, 100_000);
    ActivePrompt sampling =
        new ActivePrompt(
            new Origin("0".repeat(24), Long.MAX_VALUE, "r".repeat(100)),
            Long.MAX_VALUE,
            new Verdicts(
                judged, new Tally(0, 100_000, 0), 100_000L << 17, 0, 0, 0, UndecidedReasons.NONE),
            new Cell(34, 99_000, 99_000),
            new Wanted.Number(100_000),
            100_000,
            0,
            1024,
            new Round(100_000, 99_000, 0, 99_000L << 17, true, 101, 0, 0, false),
            Integer.MAX_VALUE);

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

  @Example
  void livesOfThePreviousVersionGoOn() throws IOException {
    Map<String, PromptLife> lives = previous();

    assertThat(lives.get("waiting")).isEqualTo(new PromptLife.Waiting(HASH, START, START + 1_000));
    assertThat(lives.get("sampling")).isEqualTo(previousSampling());
    assertThat(lives.get("suspended"))
        .isEqualTo(new PromptLife.Suspended(previousSampling(), PromptState.EXHAUSTED));
    assertThat(lives.get("satisfied"))
        .isEqualTo(ended(PromptState.SATISFIED, 36, new Tally(8, 26, 2)));
    assertThat(lives.get("failed")).isEqualTo(ended(PromptState.FAILED, 8, new Tally(1, 1, 6)));
  }

  @Example
  void livesOfThePreviousVersionAreWrittenInThePresentOne() throws IOException {
    for (PromptLife life : previous().values()) {
      assertThat(read(write(life))).isEqualTo(life);
    }
  }

  @Example
  void whatFailedUnderThePreviousVersionCanBeOpenedAgain() throws IOException {
    PromptLife.Ended failed = (PromptLife.Ended) Objects.requireNonNull(previous().get("failed"));

    ActivePrompt reopened = failed.failed("arithmetic").sampling().reopened(START);

    assertThat(reopened.isRoundIn()).isTrue();
    assertThat(reopened.ordered()).isEqualTo(8);
    assertThat(reopened.counts().ordered()).isEqualTo(2);
    assertThat(reopened.counts().accepted()).isEqualTo(1);
    assertThat(reopened.counts().judged()).isEqualTo(2);
  }

  private static ActivePrompt previousSampling() {
    BitSet judged = new BitSet();
    judged.set(0, 36);
    judged.clear(34);
    return new ActivePrompt(
        new Origin(HASH, START, "arithmetic"),
        START + 600_000,
        new Verdicts(
            judged, new Tally(6, 27, 2), 9_000, 9_000 * 33 / 35, 0, 0, UndecidedReasons.NONE),
        new Cell(16, 27, 5),
        new Wanted.Number(8),
        36,
        0,
        0,
        new Round(4, 27, 5, 7_000, true, 1, START + 50_000, START + 60_000, true),
        0);
  }

  private static PromptLife.Ended ended(PromptState state, int ordered, Tally tally) {
    return new PromptLife.Ended(HASH, START, START + 900_000, state, ordered, tally);
  }

  /** Bytes that the planner of the previous version wrote, by kind of life. */
  private Map<String, PromptLife> previous() throws IOException {
    Map<String, PromptLife> lives = new HashMap<>();
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("lives-version-4.txt"))) {
      new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .map(line -> line.split(" "))
          .forEach(parts -> lives.put(parts[0], read(HexFormat.of().parseHex(parts[1]))));
    }
    return lives;
  }

  private byte[] write(PromptLife life) {
    return serde.serializer().serialize("lives", life);
  }

  private PromptLife read(byte[] bytes) {
    return serde.deserializer().deserialize("lives", bytes);
  }
}
