package dev.winnow.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.schemas.Selection;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class HeldRowTest {
  private static final HeldRow ROW =
      new HeldRow(5, new Selection(3, 4, 2, true), ByteBuffer.wrap(new byte[] {9, 8}));

  @Property(tries = 200)
  void isTheSameAfterItWasStored(
      @ForAll long seed,
      @ForAll int first,
      @ForAll int count,
      @ForAll int wanted,
      @ForAll boolean inProportion,
      @ForAll byte[] row) {
    Selection selection = new Selection(first, count, wanted, inProportion);
    HeldRow held = new HeldRow(seed, selection, ByteBuffer.wrap(row));

    assertThat(HeldRow.fromBytes(held.toBytes())).isEqualTo(held);
  }

  @Test
  void staysReadableAsItWasReleased() {
    String released = "01000000000000000500000003000000040000000201" + "0908";

    assertThat(HeldRow.fromBytes(HexFormat.of().parseHex(released))).isEqualTo(ROW);
  }

  @Test
  void ofAnotherVersionIsNotMisread() {
    byte[] bytes = ROW.toBytes();
    bytes[0] = 2;

    assertThatThrownBy(() -> HeldRow.fromBytes(bytes))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("another version (2)");
  }

  @Test
  void hasAKeyInTheOrderOfTheIndices() {
    assertThat(List.of(0, 1, 127, 128, 255, 256, 65_535, 65_536, 99_999))
        .isSortedAccordingTo((a, b) -> HeldRow.key("p", a).compareTo(HeldRow.key("p", b)))
        .allSatisfy(i -> assertThat(HeldRow.index(HeldRow.key("p", i))).isEqualTo(i));
  }

  @Test
  void hasAKeyThatLiesOutsideOfEveryOtherPromptsRange() {
    for (String other : List.of("a", "pp", "p.", "p+", "p0", "p:", "p@", "pZ", "p_", "p-", "P")) {
      for (int index : new int[] {0, 0x2f2f, 99_999}) {
        assertThat(HeldRow.key(other, index))
            .matches(
                key ->
                    key.compareTo(HeldRow.key("p", 0)) < 0
                        || key.compareTo(HeldRow.key("p", Integer.MAX_VALUE)) > 0,
                "outside of p's range");
      }
    }
  }
}
