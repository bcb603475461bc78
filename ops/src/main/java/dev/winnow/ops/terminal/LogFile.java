package dev.winnow.ops.terminal;

import java.nio.file.Path;
import java.util.Optional;

/** The log file of a process that does not log to its terminal. */
public final class LogFile {
  private static final String DIRECTORY = "winnow.log.dir";
  private static final String CONFIGURATION = "logback.configurationFile";
  private static final String OPTION = "--dir";
  private static final Path DEFAULT = Path.of(".winnow", "log");

  private LogFile() {}

  /**
   * Places the log under the directory that a command line names with {@code --dir}, unless the
   * property {@code winnow.log.dir} names another. Must be called before anything is logged.
   */
  public static void place(String... arguments) {
    if (System.getProperty(DIRECTORY) == null) {
      directory(arguments)
          .ifPresent(
              directory ->
                  System.setProperty(
                      DIRECTORY, directory.toAbsolutePath().normalize().resolve("log").toString()));
    }
  }

  /** Returns the file, if the process logs to one. */
  public static Optional<Path> path() {
    if (!System.getProperty(CONFIGURATION, "").endsWith("logback-file.xml")) {
      return Optional.empty();
    }
    String directory = System.getProperty(DIRECTORY);
    return Optional.of(
        (directory == null ? DEFAULT : Path.of(directory)).resolve("winnow.log").toAbsolutePath());
  }

  static Optional<Path> directory(String... arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].startsWith(OPTION + "=")) {
        return Optional.of(Path.of(arguments[i].substring(OPTION.length() + 1)));
      }
      if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        return Optional.of(Path.of(arguments[i + 1]));
      }
    }
    return Optional.empty();
  }
}
