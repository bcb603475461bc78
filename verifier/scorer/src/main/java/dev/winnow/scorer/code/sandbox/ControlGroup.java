package dev.winnow.scorer.code.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group of one sandbox. Closing it ends what is left in it, and removes it.
 *
 * @param directories one for each hierarchy; none where control groups are not used
 */
record ControlGroup(List<Path> directories) implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlGroup.class);

  /** Bubblewrap's two, and a shell. */
  static final int OWN_PROCESSES = 3;

  private static final String PROCESSES = "cgroup.procs";
  private static final int ATTEMPTS = 200;
  private static final long PAUSE_NANOS = 5_000_000;

  ControlGroup {
    directories = List.copyOf(directories);
  }

  /** Returns the files that a process joins by. */
  List<Path> joins() {
    return directories.stream().map(group -> group.resolve(PROCESSES)).toList();
  }

  /** The kernel removes a group only once its last process has been reaped, which takes a while. */
  @Override
  public void close() {
    for (Path directory : directories) {
      kill(directory);
      boolean isRemoved = false;
      for (int i = 0; i < ATTEMPTS && !isRemoved; i++) {
        isRemoved = directory.toFile().delete();
        if (!isRemoved) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
      if (!isRemoved) {
        LOG.warn("the control group {} cannot be removed", directory);
      }
    }
  }

  private static void kill(Path directory) {
    try {
      Path killer = directory.resolve("cgroup.kill");
      if (Files.exists(killer)) {
        Files.writeString(killer, "1");
        return;
      }
      for (String pid : Files.readAllLines(directory.resolve(PROCESSES))) {
        ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (IOException e) {
      LOG.warn("the control group {} cannot be killed: {}", directory, String.valueOf(e));
    }
  }
}
