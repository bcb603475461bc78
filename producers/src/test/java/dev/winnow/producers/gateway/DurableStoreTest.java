package dev.winnow.producers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableStoreTest {
  @TempDir private Path directory;

  @Test
  void whatWasCommittedIsThereAfterARestart() {
    try (DurableStore store = DurableStore.open(directory)) {
      store.put("a", new byte[] {1});
      store.put("b", new byte[] {2});
      store.commit();
      store.remove("a");
      store.commit();
    }

    try (DurableStore store = DurableStore.open(directory)) {
      assertThat(store.keys(10)).containsExactly("b");
      assertThat(store.get("b")).containsExactly(2);
    }
  }

  @Test
  void whatWasNotCommittedIsForgottenAsAWhole() {
    try (DurableStore store = DurableStore.open(directory)) {
      store.put("a", new byte[] {1});
      store.commit();
      store.put("a", new byte[] {2});
      store.put("b", new byte[] {2});
      store.remove("a");
    }

    try (DurableStore store = DurableStore.open(directory)) {
      assertThat(store.keys(10)).containsExactly("a");
      assertThat(store.get("a")).containsExactly(1);
    }
  }

  @Test
  void whatIsNotCommittedYetIsSeenInOrderWithTheRest() {
    try (DurableStore store = DurableStore.open(directory)) {
      store.put("a1", new byte[] {1});
      store.put("a3", new byte[] {1});
      store.commit();
      store.put("a2", new byte[] {1});
      store.remove("a3");

      assertThat(store.keys("a", "", 10)).containsExactly("a1", "a2");
      assertThat(store.keys("a", "a1", 10)).containsExactly("a2");
      assertThat(store.get("a3")).isNull();
    }
  }

  @Test
  void aDirectoryIsUsedByOneAtATime() {
    try (DurableStore store = DurableStore.open(directory)) {
      store.put("a", new byte[] {1});

      assertThatThrownBy(() -> DurableStore.open(directory))
          .isInstanceOf(IllegalStateException.class)
          .isNotInstanceOf(BrokenStoreException.class)
          .hasMessageContaining("used by another process");
    }
    DurableStore.open(directory).close();
  }

  @Test
  void damagedFilesAreSaidToBeBroken() throws IOException {
    DurableStore.open(directory).close();
    Files.writeString(directory.resolve("data/CURRENT"), "no manifest\n");

    assertThatThrownBy(() -> DurableStore.open(directory)).isInstanceOf(BrokenStoreException.class);
  }
}
