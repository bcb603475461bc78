package dev.winnow.runtime.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStoresTest {
  @TempDir private Path directory;

  private LocalStores stores;

  @BeforeEach
  void aProcessHasStores() throws IOException {
    stores = new LocalStores("planner", directory);
    stores.open();
    for (String store : new String[] {"0_0", "12_3", "global"}) {
      Path files = Files.createDirectories(directory.resolve(store + "/rocksdb/prompts"));
      Files.writeString(files.resolve("CURRENT"), "MANIFEST-000004");
    }
    Files.writeString(directory.resolve("kafka-streams-process-metadata"), "{}");
  }

  @Test
  void deletesTheStoresOfAProcessThatWasKilledAndKeepsItsName() throws IOException {
    stores.open();

    assertThat(left()).containsExactly("kafka-streams-process-metadata");
  }

  @Test
  void keepsTheStoresThatWereClosed() throws IOException {
    stores.close();

    stores.open();

    assertThat(left()).containsExactly("0_0", "12_3", "global", "kafka-streams-process-metadata");
  }

  @Test
  void deletesTheStoresOfAProcessThatWasKilledAfterAnotherHadClosedThem() throws IOException {
    stores.close();
    stores.open();

    stores.open();

    assertThat(left()).containsExactly("kafka-streams-process-metadata");
  }

  @Test
  void aDirectoryInPlaceOfTheNoteSaysNothing() throws IOException {
    Files.createDirectories(directory.resolve("closed/of-somebody"));

    stores.open();
    stores.close();
    stores.open();

    assertThat(left()).containsExactly("closed", "kafka-streams-process-metadata");
  }

  @Test
  void neitherFailsNorCreatesAnythingWhereThereIsNoDirectory() {
    Path missing = directory.resolve("missing");
    LocalStores none = new LocalStores("planner", missing);

    none.open();
    none.close();

    assertThat(missing).doesNotExist();
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
