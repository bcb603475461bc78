package dev.winnow.ops.cli.option;

import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Makes a value of a command's options, whose range only the value itself knows. */
public final class GivenValues {
  private GivenValues() {}

  /**
   * Returns the value.
   *
   * @param made throws an {@link IllegalArgumentException} whose message begins with the option's
   *     name and a colon; the name may have spaces in place of the option's dashes
   * @throws ParameterException in place of that, so that the command ends with the exit status of
   *     wrong arguments
   */
  public static <T> T of(CommandSpec command, Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), named(String.valueOf(e.getMessage())), e);
    }
  }

  /** Runs a check that returns no value; fails as {@link #of} does. */
  public static void require(CommandSpec command, Runnable look) {
    of(
        command,
        () -> {
          look.run();
          return command;
        });
  }

  private static String named(String message) {
    int colon = message.indexOf(':');
    if (message.startsWith("--") || colon < 0) {
      return message;
    }
    return "--" + message.substring(0, colon).replace(' ', '-') + message.substring(colon);
  }
}
