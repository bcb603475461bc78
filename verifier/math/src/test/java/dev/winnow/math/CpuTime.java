package dev.winnow.math;

import java.lang.management.ManagementFactory;

/** Time that this thread has computed: other processes on the machine do not count. */
public final class CpuTime {
  private CpuTime() {}

  /** Nanoseconds since some moment. */
  public static long nanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
