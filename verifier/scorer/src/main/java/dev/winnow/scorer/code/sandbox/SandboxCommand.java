package dev.winnow.scorer.code.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that starts a program in a sandbox. Each program replaces the one before it, so
 * that one process id is the whole sandbox: a shell that opens the filter and joins the control
 * groups, {@code setpriv} where the worker is root, bubblewrap; and inside, {@code prlimit} and a
 * shell that says that it runs.
 */
final class SandboxCommand {
  /**
   * What the shell inside writes to standard error before the program gets control. A sandbox that
   * ends without it has failed itself; whatever happens after it is the program's doing.
   */
  static final String READY = "winnow-sandbox-ready";

  static final int NOBODY = 65534;

  private static final String OUTSIDE =
      "filter=$1; groups=$2; shift 2;"
          + " while [ \"$groups\" -gt 0 ]; do echo $$ > \"$1\" || exit 97; shift;"
          + " groups=$((groups-1)); done;"
          // If memory runs out, the sandbox dies first, not the worker.
          + " echo 1000 > /proc/self/oom_score_adj;"
          + " exec \"$@\" 9< \"$filter\"";

  private static final String INSIDE = "echo " + READY + " >&2; exec \"$@\"";

  private SandboxCommand() {}

  /**
   * Returns the command.
   *
   * @param filter file with the filter of system calls
   * @param groups files that a process joins a control group by
   * @param asRoot whether the worker is root, which the sandbox must not be
   */
  static List<String> of(
      SandboxConfig config,
      SandboxLimits limits,
      Path filter,
      List<Path> groups,
      boolean asRoot,
      List<String> program) {
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", OUTSIDE, "sh"));
    command.add(filter.toString());
    command.add(String.valueOf(groups.size()));
    groups.forEach(group -> command.add(group.toString()));
    if (asRoot) {
      command.addAll(
          List.of("setpriv", "--reuid", "" + NOBODY, "--regid", "" + NOBODY, "--clear-groups"));
    }
    command.addAll(bubblewrap(config, limits));
    command.add("--");
    command.addAll(resourceLimits(limits));
    command.addAll(List.of("/bin/sh", "-c", INSIDE, "sh"));
    command.addAll(program);
    return command;
  }

  private static List<String> bubblewrap(SandboxConfig config, SandboxLimits limits) {
    List<String> args = new ArrayList<>(List.of(config.bwrap()));
    args.addAll(
        List.of(
            // The sandbox may make no namespaces of its own: much of the kernel is behind them.
            "--unshare-all", "--unshare-user", "--disable-userns", "--new-session"));
    args.addAll(List.of("--die-with-parent", "--cap-drop", "ALL", "--seccomp", "9"));
    args.addAll(List.of("--uid", "" + NOBODY, "--gid", "" + NOBODY, "--hostname", "sandbox"));
    args.addAll(List.of("--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin"));
    args.addAll(List.of("--setenv", "HOME", "/box", "--setenv", "LANG", "C.UTF-8"));
    args.addAll(List.of("--setenv", "PYTHONHASHSEED", "0"));
    args.addAll(List.of("--ro-bind", "/usr", "/usr"));
    for (String name : List.of("bin", "sbin", "lib", "lib64")) {
      args.addAll(List.of("--symlink", "usr/" + name, "/" + name));
    }
    SystemFiles.PATHS.forEach(path -> args.addAll(List.of("--ro-bind-try", path, path)));
    config
        .readOnly()
        .forEach(path -> args.addAll(List.of("--ro-bind", path.toString(), path.toString())));
    args.addAll(List.of("--proc", "/proc"));
    for (String device : List.of("null", "zero", "full", "random", "urandom")) {
      args.addAll(List.of("--dev-bind", "/dev/" + device, "/dev/" + device));
    }
    // Every writable place has a size; the root, which would have none, becomes read-only.
    args.addAll(List.of("--size", "" + limits.diskBytes(), "--perms", "0700", "--tmpfs", "/box"));
    args.addAll(List.of("--symlink", "box", "/tmp", "--symlink", "../box", "/dev/shm"));
    args.addAll(List.of("--remount-ro", "/", "--chdir", "/box"));
    return args;
  }

  private static List<String> resourceLimits(SandboxLimits limits) {
    return List.of(
        "prlimit",
        // The first makes a signal that says why; the second cannot be caught.
        "--cpu=%d:%d".formatted(limits.cpuSeconds(), limits.cpuSeconds() + 1),
        "--as=" + (limits.memoryBytes() + limits.addressSlackBytes()),
        "--data=" + limits.memoryBytes(),
        "--fsize=" + limits.diskBytes(),
        "--nproc=" + limits.processes(),
        "--nofile=256",
        "--core=0",
        "--memlock=0",
        "--msgqueue=0",
        "--");
  }
}
