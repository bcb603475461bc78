package dev.winnow.ops.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.ops.cli.Winnow;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DataDirectoryTest {
  private final DataDirectory reader = new DataDirectory();

  @TempDir private Path directory;

  @Test
  void aDirectoryThatExistsOrCanBeMadeIsTaken() {
    Path later = directory.resolve("not/there/yet");

    assertThat(reader.convert(directory.toString())).isEqualTo(directory);
    assertThat(reader.convert(later.toString())).isEqualTo(later);
    assertThat(later).doesNotExist();
  }

  @Test
  void aFileIsRefusedAndSoIsWhatWouldBeInIt() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");

    assertThatThrownBy(() -> reader.convert(file.toString()))
        .isInstanceOf(TypeConversionException.class)
        .hasMessage("want a directory, and '%s' is a file", file);
    assertThatThrownBy(() -> reader.convert(file.resolve("data").toString()))
        .hasMessage("want a directory, and '%s' is a file", file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "demo", "loop"})
  void aCommandThatIsGivenAFileSaysSoAndStartsNothing(String command) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    StringWriter err = new StringWriter();

    int status =
        Winnow.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(command, "--dir", file.toString());

    assertThat(status).isEqualTo(2);
    assertThat(err.toString()).contains("--dir", "want a directory, and '" + file + "' is a file");
  }
}
