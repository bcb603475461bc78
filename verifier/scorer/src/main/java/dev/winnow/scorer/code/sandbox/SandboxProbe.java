package dev.winnow.scorer.code.sandbox;

import java.util.List;
import java.util.Optional;

/**
 * A program that says from inside whether the sandbox holds. The sandbox is not used unless each of
 * these is so: not root outside or inside, no capability, a filter of system calls, no network but
 * loopback, few processes, nothing writable but its own place, and a limit of processes.
 */
final class SandboxProbe {
  static final List<String> COMMAND =
      List.of(
          "/bin/sh",
          "-c",
          """
          id -u
          grep -E '^(CapEff|NoNewPrivs|Seccomp):' /proc/self/status | tr -d '\\t'
          tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' | tr '\\n' ,
          echo
          touch /usr/x /x /dev/x 2>/dev/null && echo writable || echo readonly
          touch /box/x && echo box
          grep 'Max processes' /proc/self/limits | tr -s ' ' | cut -d' ' -f3
          ls /root /home /var /etc/passwd 2>/dev/null | wc -l
          """);

  private static final List<String> WANTED =
      List.of(
          "" + SandboxCommand.NOBODY,
          "CapEff:0000000000000000",
          "NoNewPrivs:1",
          "Seccomp:2",
          "lo,",
          "readonly",
          "box",
          "16",
          "0");

  private SandboxProbe() {}

  /** Returns what does not hold; empty where all does. */
  static Optional<String> problem(String output) {
    List<String> said = output.lines().toList();
    for (int i = 0; i < WANTED.size(); i++) {
      String found = i < said.size() ? said.get(i).strip() : "nothing";
      if (!found.equals(WANTED.get(i))) {
        return Optional.of(
            "the sandbox does not hold: line %d of its test is '%s', want '%s'"
                .formatted(i + 1, found, WANTED.get(i)));
      }
    }
    return Optional.empty();
  }
}
