package dev.winnow.ops.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerLockTest {
  @TempDir private Path directory;

  @Test
  void aSecondBrokerIsRefusedBeforeItTouchesTheDirectory() throws IOException {
    Path kafka = directory.resolve("kafka");
    try (BrokerLock first = BrokerLock.of(kafka)) {
      assertThatThrownBy(() -> new LocalBroker(kafka, Ports.freePair()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("'%s' is used by another process".formatted(directory));

      assertThat(kafka).isEmptyDirectory();
    }
  }

  @Test
  void theDirectoryIsFreeAfterwards() throws IOException {
    BrokerLock.of(directory.resolve("kafka")).close();

    BrokerLock.of(directory.resolve("kafka")).close();

    assertThat(Files.exists(directory.resolve("kafka"))).isTrue();
  }
}
