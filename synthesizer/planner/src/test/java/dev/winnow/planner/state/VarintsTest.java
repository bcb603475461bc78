package dev.winnow.planner.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VarintsTest {
  private static ByteBuffer hex(String bytes) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(bytes));
  }

  @Property
  void everyIntIsReadAsItWasWritten(@ForAll int value) {
    ByteBuffer bytes = ByteBuffer.allocate(5);

    Varints.writeUnsignedVarint(value, bytes);

    assertThat(Varints.readUnsignedVarint(bytes.flip())).isEqualTo(value);
  }

  @Property
  void everyLongIsReadAsItWasWritten(@ForAll long value) {
    ByteBuffer bytes = ByteBuffer.allocate(10);

    Varints.writeVarlong(value, bytes);

    assertThat(Varints.readVarlong(bytes.flip())).isEqualTo(value);
  }

  @Test
  void theBytesAreThoseOfKafkasRecords() {
    ByteBuffer bytes = ByteBuffer.allocate(5);

    Varints.writeUnsignedVarint(300, bytes);
    Varints.writeVarlong(-1, bytes);
    Varints.writeVarlong(64, bytes);

    assertThat(HexFormat.of().formatHex(bytes.array())).isEqualTo("ac02" + "01" + "8001");
  }

  @Test
  void aNumberThatDoesNotFitIsCorrupt() {
    assertThatThrownBy(() -> Varints.readUnsignedVarint(hex("ffffffffff7f")))
        .hasMessageContaining("more than 32 bits");
    assertThatThrownBy(() -> Varints.readVarlong(hex("ffffffffffffffffffff7f")))
        .hasMessageContaining("more than 64 bits");
  }
}
