package dev.winnow.scorer.code.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The filter, run as the kernel runs it. */
class SeccompFilterTest {
  private static final int ALLOW = 0x7FFF0000;
  private static final int KILL = 0x80000000;
  private static final int EPERM = 0x00050001;
  private static final int ENOSYS = 0x00050000 | 38;
  private static final int EAFNOSUPPORT = 0x00050000 | 97;

  @ParameterizedTest
  @EnumSource(DeniedSyscall.class)
  void deniesWhatIsDenied(DeniedSyscall denied) {
    for (CpuArchitecture cpu : CpuArchitecture.values()) {
      if (denied.number(cpu) >= 0) {
        assertThat(run(cpu, denied.number(cpu), 0, 0)).as("%s on %s", denied, cpu).isEqualTo(EPERM);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CpuArchitecture.class)
  void looksIntoTheArgumentsOfSome(CpuArchitecture cpu) {
    assertThat(run(cpu, cpu.cloning, 17, 0)).isEqualTo(ALLOW);
    assertThat(run(cpu, cpu.cloning, 0x10000000 | 17, 0)).isEqualTo(EPERM);
    assertThat(run(cpu, cpu.cloning3, 0, 0)).isEqualTo(ENOSYS);
    assertThat(run(cpu, cpu.socket, 1, 0)).isEqualTo(ALLOW);
    assertThat(run(cpu, cpu.socket, 2, 0)).isEqualTo(EAFNOSUPPORT);
    assertThat(run(cpu, cpu.socketpair, 10, 0)).isEqualTo(EAFNOSUPPORT);
    assertThat(run(cpu, cpu.ioctl, 0, 0x5401)).isEqualTo(ALLOW);
    assertThat(run(cpu, cpu.ioctl, 0, 0x5412)).isEqualTo(EPERM);
    assertThat(run(cpu, cpu.ioctl, 0, 0x541C)).isEqualTo(EPERM);
  }

  @Test
  void allowsWhatProgramsNeed() {
    for (int number : new int[] {0, 1, 2, 3, 9, 12, 39, 57, 59, 60, 202, 231, 257}) {
      assertThat(run(CpuArchitecture.X86_64, number, 0, 0)).isEqualTo(ALLOW);
    }
  }

  @Test
  void callsOfAnotherArchitectureEndTheProcess() {
    byte[] filter = SeccompFilter.of(CpuArchitecture.X86_64);

    assertThat(run(filter, CpuArchitecture.AARCH64.audit, 0, 0, 0)).isEqualTo(KILL);
    assertThat(run(filter, CpuArchitecture.X86_64.audit, 0x40000000 | 101, 0, 0)).isEqualTo(KILL);
  }

  private static int run(CpuArchitecture cpu, int number, long first, long second) {
    return run(SeccompFilter.of(cpu), cpu.audit, number, first, second);
  }

  private static int run(byte[] filter, int audit, int number, long first, long second) {
    ByteBuffer call = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
    call.putInt(number).putInt(audit).putLong(0).putLong(first).putLong(second);
    ByteBuffer code = ByteBuffer.wrap(filter).order(ByteOrder.nativeOrder());
    int value = 0;
    for (int at = 0; ; at++) {
      int operation = code.getShort(at * 8);
      int operand = code.getInt(at * 8 + 4);
      boolean jumps =
          switch (operation) {
            case 0x15 -> value == operand;
            case 0x35 -> Integer.compareUnsigned(value, operand) >= 0;
            case 0x45 -> (value & operand) != 0;
            default -> false;
          };
      if (operation == 0x06) {
        return operand;
      }
      if (operation == 0x20) {
        value = call.getInt(operand);
      } else {
        at += code.get(at * 8 + (jumps ? 2 : 3)) & 0xFF;
      }
    }
  }
}
