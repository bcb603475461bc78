package dev.winnow.sink.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.parquet.io.SeekableInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every storage must do. */
abstract class StorageContract {
  private static final String PATH = "recipe/accepted/part-t~0~00~a.jsonl";

  private Storage storage;

  /** Opens an empty storage. */
  abstract Storage open();

  @BeforeEach
  void start() {
    storage = open();
  }

  @AfterEach
  void stop() {
    storage.close();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void write(String path, byte[] content) throws IOException {
    try (StagedFile file = storage.stage(path)) {
      file.write(content);
      file.complete();
    }
  }

  private byte[] content(String path) throws IOException {
    try (StoredInput input = storage.open(path);
        InputStream in = input.newStream()) {
      return in.readAllBytes();
    }
  }

  @Test
  void aFileIsCreatedOnce() throws IOException {
    assertThat(storage.createIfAbsent("a/b", bytes("first"))).isTrue();
    assertThat(storage.createIfAbsent("a/b", bytes("second"))).isFalse();

    assertThat(storage.read("a/b")).hasValue(bytes("first"));
    assertThat(storage.files("a")).containsExactly("b");
  }

  @Test
  void ofManyWritersOneCreatesAFile() throws Exception {
    List<Callable<Boolean>> writers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte[] content = bytes("writer " + i);
      writers.add(() -> storage.createIfAbsent("log/1", content));
    }
    List<Boolean> created = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> result : threads.invokeAll(writers)) {
        created.add(result.get());
      }
    }

    assertThat(created).filteredOn(Boolean::booleanValue).hasSize(1);
    assertThat(storage.read("log/1")).hasValue(bytes("writer " + created.indexOf(true)));
  }

  @Test
  void aFileIsReplaced() throws IOException {
    storage.replace("hint", bytes("1"));
    storage.replace("hint", bytes("2"));

    assertThat(storage.read("hint")).hasValue(bytes("2"));
  }

  @Test
  void aFileThatIsNotThereIsEmpty() throws IOException {
    assertThat(storage.read("nothing")).isEmpty();
    assertThat(storage.files("nothing")).isEmpty();
    assertThat(storage.directories("nothing")).isEmpty();
    assertThatThrownBy(() -> content(PATH)).isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void directoriesAndFilesAreListedByName() throws IOException {
    storage.createIfAbsent("log/topic/0/1.json", bytes("x"));
    storage.createIfAbsent("log/topic/1/1.json", bytes("x"));
    storage.createIfAbsent("log/topic/1/deep/1.json", bytes("x"));

    assertThat(storage.directories("log")).containsExactly("topic");
    assertThat(storage.directories("log/topic")).containsExactly("0", "1");
    assertThat(storage.files("log/topic/1")).containsExactly("1.json");
  }

  @Test
  void aDataFileIsReadInEveryStep() throws IOException {
    write(PATH, bytes("row"));
    assertThat(content(PATH)).isEqualTo(bytes("row"));
    assertThat(storage.unpublished()).extracting(StoredFile::path).containsExactly(PATH);

    storage.publish(PATH);
    storage.publish(PATH);
    assertThat(content(PATH)).isEqualTo(bytes("row"));

    storage.hide(PATH);
    storage.hide(PATH);
    assertThat(content(PATH)).isEqualTo(bytes("row"));

    storage.delete(List.of(PATH, "recipe/accepted/part-t~0~01~none.jsonl"));
    assertThatThrownBy(() -> content(PATH)).isInstanceOf(NoSuchFileException.class);
    assertThat(storage.unpublished()).isEmpty();
  }

  @Test
  void anOpenFileIsNamedByItsPath() throws IOException {
    write(PATH, bytes("row"));

    try (StoredInput input = storage.open(PATH)) {
      assertThat(input.toString()).endsWith(PATH);
    }
  }

  @Test
  void anAbandonedFileLeavesNothing() throws IOException {
    try (StagedFile file = storage.stage(PATH)) {
      file.write(new byte[20 << 20]);
      file.abandon();
    }

    assertThat(storage.unpublished()).isEmpty();
  }

  @Test
  void aLargeFileIsReadAtAnyPosition() throws IOException {
    byte[] content = new byte[(20 << 20) + 123];
    new Random(7).nextBytes(content);
    write(PATH, content);
    byte[] part = new byte[5 << 20];
    byte[] tail = new byte[100];

    try (StoredInput input = storage.open(PATH);
        SeekableInputStream in = input.newStream()) {
      assertThat(input.getLength()).isEqualTo(content.length);
      in.seek(3_000_001);
      in.readFully(part);
      assertThat(in.getPos()).isEqualTo(3_000_001 + part.length);
      in.seek(content.length - 100);
      in.readFully(tail);
      assertThat(in.read()).isEqualTo(-1);
      in.seek(17);
      assertThat(in.read()).isEqualTo(content[17] & 0xff);
    }

    assertThat(part).isEqualTo(Arrays.copyOfRange(content, 3_000_001, 3_000_001 + part.length));
    assertThat(tail).isEqualTo(Arrays.copyOfRange(content, content.length - 100, content.length));
    assertThat(content(PATH)).isEqualTo(content);
  }
}
