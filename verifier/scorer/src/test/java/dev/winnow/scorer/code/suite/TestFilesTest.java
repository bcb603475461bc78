package dev.winnow.scorer.code.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestFilesTest {
  @TempDir private Path directory;

  @Test
  void readsTheFileThatAReferenceNames() throws Exception {
    Files.writeString(directory.resolve("p1.json"), "[\"assert f(1)\"]");

    assertThat(new TestFiles(Optional.of(directory)).read("{\"tests_file\": \"p1.json\"}"))
        .isEqualTo("[\"assert f(1)\"]");
  }

  @Test
  void aReferenceThatHasTestsIsItself() throws Exception {
    assertThat(new TestFiles(Optional.empty()).read("[\"assert f(1)\"]"))
        .isEqualTo("[\"assert f(1)\"]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../secret", "/etc/passwd", "..", "a/b", ".hidden", "a\\u0000b"})
  void aNameThatLeavesTheDirectoryIsRefused(String name) throws Exception {
    TestFiles files = new TestFiles(Optional.of(directory));

    assertThatThrownBy(() -> files.read("{\"tests_file\": \"" + name + "\"}"))
        .isInstanceOf(BadTestsException.class)
        .hasMessageContaining("want a name");
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    Files.createSymbolicLink(directory.resolve("link"), Path.of("/etc/hostname"));
    TestFiles files = new TestFiles(Optional.of(directory));

    assertThatThrownBy(() -> files.read("{\"tests_file\": \"link\"}"))
        .isInstanceOf(BadTestsException.class)
        .hasMessageContaining("there is no file");
  }

  @Test
  void withoutADirectoryTheRemedyIsNamed() {
    TestFiles files = new TestFiles(Optional.empty());

    assertThatThrownBy(() -> files.read("{\"tests_file\": \"p1.json\"}"))
        .isInstanceOf(BadTestsException.class)
        .hasMessageContaining("--tests");
  }
}
