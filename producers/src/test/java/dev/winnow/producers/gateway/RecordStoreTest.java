package dev.winnow.producers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordStoreTest {
  static Stream<RecordStore> stores() {
    return Stream.of(RecordStore.inMemory(), RecordStore.onDisk());
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
}
