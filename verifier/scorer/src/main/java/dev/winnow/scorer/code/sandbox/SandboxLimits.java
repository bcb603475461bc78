package dev.winnow.scorer.code.sandbox;

import java.time.Duration;

/**
 * What a program may use.
 *
 * @param cpuSeconds processor time of each of its processes, at least 1
 * @param wall time until everything is killed; longer than the processor time, because the machine
 *     has other work
 * @param memoryBytes memory of each process, and of all together where control groups are used
 * @param addressSlackBytes address space of each process beyond its memory: a JVM reserves more
 *     than it uses
 * @param diskBytes size of the file system in memory that is the only writable one
 * @param outputBytes bytes of standard output that are read; a program that writes more is killed
 * @param processes processes and threads at one time
 */
public record SandboxLimits(
    int cpuSeconds,
    Duration wall,
    long memoryBytes,
    long addressSlackBytes,
    long diskBytes,
    int outputBytes,
    int processes) {
  public SandboxLimits {
    if (cpuSeconds < 1
        || !wall.isPositive()
        || memoryBytes < 1
        || addressSlackBytes < 0
        || diskBytes < 1
        || outputBytes < 1
        || processes < 1) {
      throw new IllegalArgumentException(
          "limits of a sandbox: %d s, %s, %d + %d bytes, disk %d, output %d, %d processes; want"
                  .formatted(
                      cpuSeconds,
                      wall,
                      memoryBytes,
                      addressSlackBytes,
                      diskBytes,
                      outputBytes,
                      processes)
              + " positive numbers");
    }
  }

  /** Returns these limits with another time. */
  public SandboxLimits within(int seconds, Duration longest) {
    return new SandboxLimits(
        seconds, longest, memoryBytes, addressSlackBytes, diskBytes, outputBytes, processes);
  }

  /** Returns these limits with another size of the output. */
  public SandboxLimits writing(int bytes) {
    return new SandboxLimits(
        cpuSeconds, wall, memoryBytes, addressSlackBytes, diskBytes, bytes, processes);
  }
}
