package dev.winnow.producers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordStoreTest {
  @TempDir private static Path directory;

  static Stream<RecordStore> stores() throws IOException {
    return Stream.of(
        RecordStore.inMemory(),
        RecordStore.onDisk(),
        DurableStore.open(Files.createTempDirectory(directory, "store")));
  }

  @ParameterizedTest
  @MethodSource("stores")
  void theLatestValueIsKeptUntilItIsRemoved(RecordStore store) {
    try (store) {
      store.put("a/b c", new byte[] {1});
      store.put("a/b c", new byte[] {2});
      store.put("x", new byte[] {3});
      store.remove("x");

      assertThat(store.get("a/b c")).containsExactly(2);
      assertThat(store.get("x")).isNull();
      assertThat(store.get("never")).isNull();
    }
  }

  @ParameterizedTest
  @MethodSource("stores")
  void aClosedStoreIsEmpty(RecordStore store) {
    store.put("a", new byte[] {1});
    store.close();

    assertThat(store.get("a")).isNull();
  }

  @ParameterizedTest
  @MethodSource("stores")
  void keysWithAPrefixAreListedInOrderAfterAKey(RecordStore store) {
    try (store) {
      for (String key : new String[] {"a1", "a3", "b1", "a2", "aé"}) {
        store.put(key, new byte[] {1});
      }

      assertThat(store.keys("a", "", 10)).containsExactly("a1", "a2", "a3", "aé");
      assertThat(store.keys("a", "a1", 2)).containsExactly("a2", "a3");
      assertThat(store.keys("a", "a2x", 2)).containsExactly("a3", "aé");
      assertThat(store.keys("c", "", 10)).isEmpty();
      assertThat(store.keys("b", "", 0)).isEmpty();
    }
  }
}
