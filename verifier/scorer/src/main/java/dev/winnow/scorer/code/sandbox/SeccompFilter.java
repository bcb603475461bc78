package dev.winnow.scorer.code.sandbox;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A program for the kernel's filter of system calls, as {@code bwrap --seccomp} reads it: classic
 * BPF over {@code struct seccomp_data} (Linux, {@code seccomp(2)}).
 *
 * <ul>
 *   <li>Another architecture's calls, and x32's, end the process: their numbers mean other calls.
 *   <li>{@link DeniedSyscall} fails with {@code EPERM}.
 *   <li>{@code clone3} fails with {@code ENOSYS}, so that the C library uses {@code clone}, whose
 *       flags can be read here: namespaces are refused.
 *   <li>Sockets are those of the same machine, {@code AF_UNIX}.
 *   <li>{@code ioctl} cannot type into a terminal.
 * </ul>
 */
final class SeccompFilter {
  private static final int LOAD = 0x20;
  private static final int JUMP_EQUAL = 0x15;
  private static final int JUMP_AT_LEAST = 0x35;
  private static final int JUMP_ANY_BIT = 0x45;
  private static final int RETURN = 0x06;

  private static final int ALLOW = 0x7FFF0000;
  private static final int KILL = 0x80000000;
  private static final int FAIL = 0x00050000;
  private static final int EPERM = 1;
  private static final int ENOSYS = 38;
  private static final int EAFNOSUPPORT = 97;

  private static final int NUMBER = 0;
  private static final int ARCHITECTURE = 4;
  private static final int FIRST_ARGUMENT = 16;
  private static final int SECOND_ARGUMENT = 24;

  private static final int X32 = 0x40000000;
  private static final int NEW_NAMESPACES = 0x7E020000;
  private static final int AF_UNIX = 1;
  private static final int TIOCSTI = 0x5412;
  private static final int TIOCLINUX = 0x541C;

  private static final int MAX_BYTES = 4096 * 8;

  private final ByteBuffer code =
      ByteBuffer.allocate(MAX_BYTES).order(ByteOrder.nativeOrder()); // The kernel reads structs.

  private SeccompFilter() {}

  /** Returns the program's bytes, eight for each instruction. */
  static byte[] of(CpuArchitecture cpu) {
    SeccompFilter filter = new SeccompFilter();
    filter.write(cpu);
    byte[] bytes = new byte[filter.code.position()];
    filter.code.flip().get(bytes);
    return bytes;
  }

  private void write(CpuArchitecture cpu) {
    add(LOAD, 0, 0, ARCHITECTURE);
    add(JUMP_EQUAL, 1, 0, cpu.audit);
    add(RETURN, 0, 0, KILL);
    add(LOAD, 0, 0, NUMBER);
    add(JUMP_AT_LEAST, 0, 1, X32);
    add(RETURN, 0, 0, KILL);
    for (DeniedSyscall denied : DeniedSyscall.values()) {
      if (denied.number(cpu) >= 0) {
        failIf(denied.number(cpu), EPERM);
      }
    }
    failIf(cpu.cloning3, ENOSYS);
    ifCall(cpu.cloning, 4);
    add(LOAD, 0, 0, FIRST_ARGUMENT);
    add(JUMP_ANY_BIT, 0, 1, NEW_NAMESPACES);
    add(RETURN, 0, 0, FAIL | EPERM);
    add(RETURN, 0, 0, ALLOW);
    onlyUnix(cpu.socket);
    onlyUnix(cpu.socketpair);
    ifCall(cpu.ioctl, 5);
    add(LOAD, 0, 0, SECOND_ARGUMENT);
    add(JUMP_EQUAL, 1, 0, TIOCSTI);
    add(JUMP_EQUAL, 0, 1, TIOCLINUX);
    add(RETURN, 0, 0, FAIL | EPERM);
    add(RETURN, 0, 0, ALLOW);
    add(RETURN, 0, 0, ALLOW);
  }

  private void onlyUnix(int number) {
    ifCall(number, 4);
    add(LOAD, 0, 0, FIRST_ARGUMENT);
    add(JUMP_EQUAL, 1, 0, AF_UNIX);
    add(RETURN, 0, 0, FAIL | EAFNOSUPPORT);
    add(RETURN, 0, 0, ALLOW);
  }

  private void failIf(int number, int errno) {
    ifCall(number, 1);
    add(RETURN, 0, 0, FAIL | errno);
  }

  /** The next instructions run for this call alone; each such part ends with a return. */
  private void ifCall(int number, int instructions) {
    add(JUMP_EQUAL, 0, instructions, number);
  }

  private void add(int operation, int ifTrue, int ifFalse, int value) {
    code.putShort((short) operation).put((byte) ifTrue).put((byte) ifFalse).putInt(value);
  }
}
