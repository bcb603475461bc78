package dev.winnow.scorer.code.sandbox;

import java.util.Arrays;
import java.util.Optional;

/** A processor whose system calls the filter knows, with the numbers of those it looks into. */
enum CpuArchitecture {
  X86_64("amd64", 0xC000003E, 56, 435, 41, 53, 16),
  AARCH64("aarch64", 0xC00000B7, 220, 435, 198, 199, 29);

  final String javaName;
  final int audit;
  final int cloning;
  final int cloning3;
  final int socket;
  final int socketpair;
  final int ioctl;

  CpuArchitecture(
      String javaName,
      int audit,
      int cloning,
      int cloning3,
      int socket,
      int socketpair,
      int ioctl) {
    this.javaName = javaName;
    this.audit = audit;
    this.cloning = cloning;
    this.cloning3 = cloning3;
    this.socket = socket;
    this.socketpair = socketpair;
    this.ioctl = ioctl;
  }

  /** Returns the processor of this machine; empty where the filter does not know it. */
  static Optional<CpuArchitecture> current() {
    String name = System.getProperty("os.arch", "");
    return Arrays.stream(values()).filter(one -> one.javaName.equals(name)).findFirst();
  }
}
