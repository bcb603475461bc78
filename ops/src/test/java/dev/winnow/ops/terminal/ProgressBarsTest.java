package dev.winnow.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {
  @Test
  void aFileOrAPipeGetsPlainLines() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    try (ProgressBar bar = ProgressBars.of("task", false).setInitialMax(10).build()) {
      bar.stepTo(10);
    } finally {
      System.setErr(before);
    }

    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("task")
        .doesNotContain("\u001b", "\r");
  }
}
