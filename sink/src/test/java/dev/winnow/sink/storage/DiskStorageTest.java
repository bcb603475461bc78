package dev.winnow.sink.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
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
  void temporaryFilesOfACrashAreDeletedWhenTheyAreOldAndOthersStay() throws IOException {
    Path log = Files.createDirectories(directory.resolve(".sink/log/t/0"));
    String name = ".%020d.json.%s.tmp".formatted(7, UUID.randomUUID());
    Path left = Files.write(log.resolve(name), new byte[1]);
    Path foreign = Files.write(directory.resolve(".mine.tmp"), new byte[1]);
    try (Storage storage = open()) {
      Instant written = Files.getLastModifiedTime(left).toInstant();
      storage.discardUnfinished(written);
      assertThat(left).exists();

      storage.discardUnfinished(written.plusMillis(1));

      assertThat(left).doesNotExist();
      assertThat(foreign).exists();
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
