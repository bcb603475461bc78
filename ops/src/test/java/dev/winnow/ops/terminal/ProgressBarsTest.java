package dev.winnow.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import me.tongfei.progressbar.ProgressBar;
import org.junit.jupiter.api.Test;

class ProgressBarsTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private String written(String task) {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (ProgressBar bar = ProgressBars.of(task, 3, false, out).build()) {
      bar.stepTo(3);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFileGetsPlainLinesWithoutControlCharacters() {
    String written = written("audit");

    assertThat(written.lines()).isNotEmpty().allMatch(line -> line.startsWith("audit"));
    assertThat(written.replace(System.lineSeparator(), "")).doesNotContainPattern("\\p{Cntrl}");
    assertThat(written.lines().toList().getLast()).contains("3/3");
  }

  @Test
  void anEscapeSequenceInATasksNameDoesNotGetThrough() {
    assertThat(written("\u001b[31mred.jsonl")).contains("?[31mred.jsonl").doesNotContain("\u001b");
  }
}
