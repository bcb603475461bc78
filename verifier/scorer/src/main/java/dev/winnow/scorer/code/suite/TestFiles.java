package dev.winnow.scorer.code.suite;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Tests that are longer than a reference may be: the reference is {@code {"tests_file": NAME}}, and
 * the worker has the file. Thread-safe.
 *
 * @param directory the operator's; empty where no files can be used
 */
public record TestFiles(Optional<Path> directory) {
  private static final String KEY = "tests_file";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,200}");
  private static final long MAX_BYTES = 64 << 20;

  /**
   * Returns the name of the file that a reference stands for; empty where it has the tests itself.
   *
   * @throws BadTestsException if the name is none that a file of tests may have
   */
  public static Optional<String> name(String reference) throws BadTestsException {
    Optional<String> name =
        TestJson.parse(reference)
            .filter(JsonNode::isObject)
            .flatMap(row -> TestJson.text(row, KEY));
    if (name.isPresent() && !NAME.matches(name.get())) {
      throw new BadTestsException(
          KEY + ": want a name of letters, digits, '.', '_' and '-', without a directory");
    }
    return name;
  }

  /**
   * Returns the tests that a reference has or stands for.
   *
   * @throws BadTestsException if there is no such file, or it cannot be used
   */
  public String read(String reference) throws BadTestsException {
    Optional<String> name = name(reference);
    return name.isPresent() ? text(name.get()) : reference;
  }

  private String text(String name) throws BadTestsException {
    if (directory.isEmpty()) {
      throw new BadTestsException(
          "the tests are in the file '%s'; start the worker with --tests DIRECTORY"
              .formatted(name));
    }
    Path file = directory.get().resolve(name);
    try {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new BadTestsException("there is no file '%s'".formatted(file));
      }
      if (Files.size(file) > MAX_BYTES) {
        throw new BadTestsException("'%s' has more than %d bytes".formatted(file, MAX_BYTES));
      }
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadTestsException("'%s' cannot be read: %s".formatted(file, e));
    }
  }
}
