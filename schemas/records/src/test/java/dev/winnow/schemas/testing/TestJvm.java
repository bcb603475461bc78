package dev.winnow.schemas.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Java process that a test starts, with the classes of the test. It ends before the second
 * compiler's work pays, and shares few processors with others: one compiler, one collector thread.
 */
public final class TestJvm {
  private TestJvm() {}

  /**
   * Returns the command of a process.
   *
   * @param heap most memory of its heap, as Java takes it: {@code 256m}
   * @param options further options of Java
   */
  public static List<String> command(
      String heap, List<String> options, String main, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
    return command;
  }
}
