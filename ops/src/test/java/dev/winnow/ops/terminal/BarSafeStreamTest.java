package dev.winnow.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BarSafeStreamTest {
  private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();
  private final PrintStream err =
      new PrintStream(new BarSafeStream(terminal), true, StandardCharsets.UTF_8);

  @Test
  void everyLineClearsTheBarThatStandsThere() {
    err.println("WARN first");
    err.print("second ");
    err.println("half");
    err.write('x');
    err.flush();

    assertThat(terminal.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "\r\u001b[KWARN first\n\r\u001b[Ksecond half\n\r\u001b[Kx"
                .replace("\n", System.lineSeparator()));
  }
}
