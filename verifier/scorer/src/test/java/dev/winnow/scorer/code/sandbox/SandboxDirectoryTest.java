package dev.winnow.scorer.code.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxDirectoryTest {
  @TempDir Path parent;

  @Test
  void deletesTheDirectoriesOfProcessesThatAreGone() throws Exception {
    Path gone = Files.createDirectory(parent.resolve("winnow-code-999999999-1"));
    Files.write(SandboxDirectory.filter(gone), new byte[] {1});
    long own = ProcessHandle.current().pid();
    Path alive = Files.createDirectory(parent.resolve("winnow-code-%d-1".formatted(own)));
    Path foreign = Files.createDirectory(parent.resolve("winnow-code-mine"));

    SandboxDirectory.deleteAbandoned(parent);

    assertThat(gone).doesNotExist();
    assertThat(alive).exists();
    assertThat(foreign).exists();
  }

  @Test
  void doesNotFollowLinks() throws Exception {
    Path other = Files.createDirectory(parent.resolve("other"));
    Files.write(SandboxDirectory.filter(other), new byte[] {1});
    Files.createSymbolicLink(parent.resolve("winnow-code-999999999-2"), other);

    SandboxDirectory.deleteAbandoned(parent);

    assertThat(SandboxDirectory.filter(other)).exists();
  }
}
