package dev.winnow.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LogFileTest {
  @Test
  void theDirectoryIsTheOneThatTheCommandLineNames() {
    assertThat(LogFile.directory("local", "--dir", "a/b", "--pool", "x")).contains(Path.of("a/b"));
    assertThat(LogFile.directory("local", "--dir=a b")).contains(Path.of("a b"));
    assertThat(LogFile.directory("local", "--dir")).isEmpty();
    assertThat(LogFile.directory("local", "--directory", "a")).isEmpty();
    assertThat(LogFile.directory()).isEmpty();
  }
}
