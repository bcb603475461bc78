package dev.winnow.scorer.code.sandbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How sandboxes are made on this machine.
 *
 * @param bwrap bubblewrap's program, a name on the path or a path
 * @param readOnly directories that programs may read besides {@code /usr}, such as that of a
 *     compiler; nothing else of the machine's files can be seen
 * @param controlGroup directory of a control group (version 2) whose {@code cgroup.subtree_control}
 *     has {@code memory} and {@code pids}, in which this process may make others; empty to use
 *     those of version 1 where they can be written, and otherwise none
 */
public record SandboxConfig(String bwrap, List<Path> readOnly, Optional<Path> controlGroup) {
  public SandboxConfig {
    readOnly = List.copyOf(readOnly);
  }
}
