package dev.winnow.sink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskStorageTest extends StorageContract {
  @TempDir Path directory;

  @Override
  Storage open() {
    return DatasetsLocation.of(directory).open();
  }

  @Test
  void aReaderOfTheDirectoryFindsPublishedFilesAlone() throws IOException {
    String path = "recipe/accepted/part-t~0~00~a.jsonl";
    try (Storage storage = open()) {
      storage.stage(path).complete();
      assertThat(directory.resolve(path)).doesNotExist();
      assertThat(storage.published().orElseThrow()).isEmpty();

      storage.publish(path);
      assertThat(directory.resolve(path)).exists();

      storage.hide(path);
      assertThat(directory.resolve(path)).doesNotExist();
    }
  }

  @Test
  void temporaryFilesAreNotLeftBehind() throws IOException {
    try (Storage storage = open()) {
      storage.createIfAbsent("log/1", new byte[1]);
      storage.createIfAbsent("log/1", new byte[2]);
      storage.replace("log/2", new byte[1]);
    }

    try (var files = Files.list(directory.resolve("log"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("1", "2");
    }
  }
}
