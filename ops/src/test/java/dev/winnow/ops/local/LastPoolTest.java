package dev.winnow.ops.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LastPoolTest {
  @TempDir private Path directory;

  @Test
  void thereIsNoneBeforeTheFirstStart() throws IOException {
    assertThat(new LastPool(directory.resolve("new")).read()).isEmpty();
  }

  @Test
  void aRestartFindsThePoolOfTheLastStart() throws IOException {
    new LastPool(directory).write("small");
    new LastPool(directory).write("large-7b");

    assertThat(new LastPool(directory).read()).contains("large-7b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../up", "two pools", "\u0000\u0000\u0000"})
  void whatIsNoPoolIsRefusedWithTheFileThatHasIt(String content) throws IOException {
    Path file = Files.writeString(directory.resolve("pool"), content);

    assertThatThrownBy(() -> new LastPool(directory).read())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(file + " names no pool: delete it, or give --pool");
  }

  @Test
  void aDirectoryIsNoPool() throws IOException {
    Files.createDirectory(directory.resolve("pool"));

    assertThatThrownBy(() -> new LastPool(directory).read()).hasMessageContaining("names no pool");
  }

  @Test
  void aFileWithoutEndIsNotReadToItsEnd() throws IOException {
    Files.writeString(directory.resolve("pool"), "a".repeat(10_000_000));

    assertThatThrownBy(() -> new LastPool(directory).read()).hasMessageContaining("names no pool");
  }
}
