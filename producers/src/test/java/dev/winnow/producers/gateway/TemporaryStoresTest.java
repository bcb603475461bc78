package dev.winnow.producers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TemporaryStoresTest {
  private final String prefix = "winnow-test-" + UUID.randomUUID() + "-";
  private Path first;

  @BeforeEach
  void leave() throws IOException {
    first = Files.createTempDirectory(prefix);
  }

  @AfterEach
  void delete() throws IOException {
    Utils.delete(first.toFile());
  }

  @Test
  void aDirectoryThatWasLeftIsDeletedByTheNext() throws Exception {
    DurableStore.open(first).close();
    age();

    Utils.delete(TemporaryStores.create(prefix).toFile());

    assertThat(first).doesNotExist();
  }

  @Test
  void aDirectoryInUseStays() throws Exception {
    try (DurableStore store = DurableStore.open(first)) {
      store.put("a", new byte[] {1});
      store.commit();
      age();

      Utils.delete(TemporaryStores.create(prefix).toFile());

      assertThat(store.get("a")).containsExactly(1);
      assertThat(first).isNotEmptyDirectory();
    }
  }

  @Test
  void aDirectoryThatMayNotBeInUseYetStays() throws Exception {
    DurableStore.open(first).close();

    Utils.delete(TemporaryStores.create(prefix).toFile());

    assertThat(first).isNotEmptyDirectory();
  }

  @Test
  void aDirectoryOfThisProcessStays() throws Exception {
    Path own = TemporaryStores.create(prefix);
    DurableStore.open(own).close();
    Files.setLastModifiedTime(own, FileTime.from(Instant.EPOCH));

    Utils.delete(TemporaryStores.create(prefix).toFile());

    assertThat(own).isNotEmptyDirectory();
    Utils.delete(own.toFile());
  }

  @Test
  void aDirectoryThatIsNoStoreStays() throws Exception {
    Files.writeString(first.resolve("note"), "mine");
    age();

    Utils.delete(TemporaryStores.create(prefix).toFile());

    assertThat(first.resolve("note")).exists();
  }

  private void age() throws IOException {
    Files.setLastModifiedTime(first, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
  }
}
