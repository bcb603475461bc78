package dev.winnow.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.winnow.schemas.testing.TestJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

class RocksDbLibraryIT {
  @TempDir private Path directory;

  /** Opens a database and is killed. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws Exception {
      RocksDbLibrary.load();
      RocksDbLibrary.load();
      try (Options options = new Options().setCreateIfMissing(true);
          RocksDB database = RocksDB.open(options, arguments[0])) {
        database.put(new byte[] {1}, new byte[] {2});
        Runtime.getRuntime().halt(database.get(new byte[] {1})[0]);
      }
    }
  }

  @Test
  void aProcessThatEndsAtOnceLeavesNoLibraryBehind() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    Process process =
        new ProcessBuilder(
                TestJvm.command(
                    "256m",
                    List.of("-Djava.io.tmpdir=" + temporary, "-XX:-UsePerfData"),
                    Victim.class.getName(),
                    directory.resolve("database")))
            .inheritIO()
            .start();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(process.exitValue()).as("the value that was stored").isEqualTo(2);
    assertThat(files(temporary)).isEmpty();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
