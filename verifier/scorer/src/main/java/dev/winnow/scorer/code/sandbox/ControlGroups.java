package dev.winnow.scorer.code.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes a control group for each sandbox, which limits the memory and the processes of all its
 * processes together. Version 2 where a directory is given; version 1 where this process may make
 * groups; otherwise none. Thread-safe.
 */
final class ControlGroups {
  private static final Path V1 = Path.of("/sys/fs/cgroup");
  private static final String NAME = "winnow-code-%d-%d";

  private final Optional<Path> unified;
  private final List<Path> v1;
  private final AtomicLong made = new AtomicLong();

  private ControlGroups(Optional<Path> unified, List<Path> v1) {
    this.unified = unified;
    this.v1 = v1;
  }

  /**
   * @param unified directory of version 2, if one is configured
   * @throws IllegalArgumentException if no group with both limits can be made there
   */
  static ControlGroups of(Optional<Path> unified) {
    return unified.isPresent()
        ? ofUnified(unified.get())
        : new ControlGroups(Optional.empty(), writableV1());
  }

  private static ControlGroups ofUnified(Path directory) {
    String enabled;
    try {
      enabled = Files.readString(directory.resolve("cgroup.subtree_control"));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "cgroup: '%s' is no directory of a control group: %s".formatted(directory, e), e);
    }
    if (!List.of(enabled.strip().split(" ")).containsAll(List.of("memory", "pids"))) {
      throw new IllegalArgumentException(
          "cgroup: '%s' has '%s' in cgroup.subtree_control, want memory and pids: write '+memory"
                  .formatted(directory, enabled.strip())
              + " +pids' to it");
    }
    return new ControlGroups(Optional.of(directory), List.of());
  }

  /** Returns the groups of this process in both hierarchies, if others can be made in them. */
  private static List<Path> writableV1() {
    List<Path> own = new ArrayList<>();
    for (String controller : List.of("memory", "pids")) {
      ownV1(controller).filter(Files::isWritable).ifPresent(own::add);
    }
    return own;
  }

  private static Optional<Path> ownV1(String controller) {
    try {
      return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
          .map(line -> line.split(":", 3))
          .filter(parts -> List.of(parts[1].split(",")).contains(controller))
          .map(parts -> V1.resolve(controller).resolve(parts[2].substring(1)))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns what is limited together, for people. */
  String describe() {
    if (unified.isPresent()) {
      return "control groups in " + unified.get();
    }
    return v1.isEmpty() ? "no control groups, each process by itself" : "control groups " + v1;
  }

  /**
   * Makes the group of one sandbox.
   *
   * @throws SandboxException if it cannot be made
   */
  ControlGroup make(SandboxLimits limits) throws SandboxException {
    String name = NAME.formatted(ProcessHandle.current().pid(), made.incrementAndGet());
    List<Path> directories = new ArrayList<>();
    try {
      if (unified.isPresent()) {
        Path group = Files.createDirectory(unified.get().resolve(name));
        directories.add(group);
        write(group, "memory.max", limits.memoryBytes() + limits.diskBytes());
        writeIfThere(group, "memory.swap.max", 0);
        writeIfThere(group, "memory.oom.group", 1);
        write(group, "pids.max", limits.processes() + ControlGroup.OWN_PROCESSES);
      }
      for (Path parent : v1) {
        Path group = Files.createDirectory(parent.resolve(name));
        directories.add(group);
        writeIfThere(group, "memory.limit_in_bytes", limits.memoryBytes() + limits.diskBytes());
        writeIfThere(group, "pids.max", limits.processes() + ControlGroup.OWN_PROCESSES);
      }
      return new ControlGroup(directories);
    } catch (IOException e) {
      new ControlGroup(directories).close();
      throw new SandboxException("no control group can be made: " + e, e);
    }
  }

  private static void write(Path group, String file, long value) throws IOException {
    Files.writeString(group.resolve(file), String.valueOf(value));
  }

  private static void writeIfThere(Path group, String file, long value) throws IOException {
    if (Files.exists(group.resolve(file))) {
      write(group, file, value);
    }
  }
}
