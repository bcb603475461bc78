package dev.winnow.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelVersionTest {
  @TempDir private Path directory;

  @Test
  void aDirectoryWithoutTheFileIsVersion0OfItsOwnName() throws Exception {
    Path model = Files.createDirectory(directory.resolve("abacus"));

    assertThat(ModelVersion.of(model)).isEqualTo(new ModelVersion("abacus", 0));
  }

  @Test
  void whatATrainingWritesIsReadBackAsTheNextVersion() throws Exception {
    ModelVersion next = new ModelVersion("abacus", 3).next();
    Files.writeString(directory.resolve(ModelVersion.FILE), next.json().toString());

    assertThat(ModelVersion.of(directory)).isEqualTo(new ModelVersion("abacus", 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "{\"name\": \"abacus\"}",
        "{\"name\": \"\", \"version\": 1}",
        "{\"name\": \"a\\nb\", \"version\": 1}",
        "{\"name\": 7, \"version\": 1}",
        "{\"name\": \"abacus\", \"version\": -1}",
        "{\"name\": \"abacus\", \"version\": 1e40}",
        "{\"name\": \"abacus\", \"version\": \"2\"}"
      })
  void aFileThatSaysSomethingElseIsRefusedByItsName(String text) throws Exception {
    Files.writeString(directory.resolve(ModelVersion.FILE), text);

    assertThatThrownBy(() -> ModelVersion.of(directory))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining(ModelVersion.FILE);
  }

  @Test
  void aLinkThatLeadsNowhereIsSaid() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("link"), directory.resolve("gone"));

    assertThatThrownBy(() -> ModelVersion.resolved(link))
        .isInstanceOf(ModelLoadException.class)
        .hasMessageContaining("does not exist");
  }
}
