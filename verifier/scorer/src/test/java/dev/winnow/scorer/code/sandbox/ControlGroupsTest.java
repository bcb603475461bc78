package dev.winnow.scorer.code.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version 2, by the files that the kernel reads. */
class ControlGroupsTest {
  private static final SandboxLimits LIMITS =
      new SandboxLimits(1, Duration.ofSeconds(1), 1_000, 0, 500, 10, 7);

  @TempDir private Path directory;

  @Test
  void limitsMemoryAndProcessesOfAGroup() throws Exception {
    Files.writeString(directory.resolve("cgroup.subtree_control"), "cpu memory pids\n");

    ControlGroup group = ControlGroups.of(Optional.of(directory)).make(LIMITS);

    Path made = group.directories().getFirst();
    assertThat(made).hasParentRaw(directory);
    assertThat(made.resolve("memory.max")).hasContent("1500");
    assertThat(made.resolve("pids.max")).hasContent("10");
    assertThat(group.joins()).containsExactly(made.resolve("cgroup.procs"));
  }

  @Test
  void removesTheGroupsOfWorkersThatAreGone() throws Exception {
    Files.writeString(directory.resolve("cgroup.subtree_control"), "memory pids\n");
    long own = ProcessHandle.current().pid();
    Path gone = Files.createDirectory(directory.resolve("winnow-code-999999999-1"));
    Path alive = Files.createDirectory(directory.resolve("winnow-code-%d-1".formatted(own)));
    Path other = Files.createDirectory(directory.resolve("winnow-code"));

    ControlGroups unused = ControlGroups.of(Optional.of(directory));

    assertThat(gone).doesNotExist();
    assertThat(alive).exists();
    assertThat(other).exists();
  }

  @Test
  void aDirectoryWithoutTheControllersIsRefusedWithTheRemedy() throws Exception {
    Files.writeString(directory.resolve("cgroup.subtree_control"), "cpu\n");

    assertThatThrownBy(() -> ControlGroups.of(Optional.of(directory)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("write '+memory +pids'");
  }

  @Test
  void aDirectoryThatIsNoGroupIsRefusedByName() {
    assertThatThrownBy(() -> ControlGroups.of(Optional.of(directory.resolve("none"))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
  }
}
