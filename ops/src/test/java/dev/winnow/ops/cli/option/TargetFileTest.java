package dev.winnow.ops.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetFileTest {
  @TempDir private Path directory;

  @Test
  void aNewFileAndAnOldOneAreTaken() throws IOException {
    Path old = Files.writeString(directory.resolve("old"), "before");

    assertThat(TargetFile.of(old)).isEqualTo(old.toRealPath());
    assertThat(TargetFile.of(directory.resolve("new"))).isEqualTo(directory.resolve("new"));
  }

  @Test
  void aLinkStaysAndWhatItLeadsToIsReplaced() throws IOException {
    Path old = Files.writeString(directory.resolve("old"), "before");
    Path link = Files.createSymbolicLink(directory.resolve("link"), old);

    assertThat(TargetFile.of(link)).isEqualTo(old.toRealPath());
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(() -> TargetFile.of(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no file that could be replaced; name another");
    assertThatThrownBy(() -> TargetFile.of(Path.of("/dev/null")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
