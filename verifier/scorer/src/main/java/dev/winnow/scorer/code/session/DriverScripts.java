package dev.winnow.scorer.code.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Python programs that speak for the program under test, and for its tests. */
public final class DriverScripts {
  /** Loads the program and answers calls of its functions. */
  public static final String CANDIDATE = read("codec.py") + read("candidate.py");

  /** Runs tests that are code, and asks for the answers. */
  static final String TESTS = read("codec.py") + read("tests.py");

  private DriverScripts() {}

  private static String read(String name) {
    try (InputStream stream = DriverScripts.class.getResourceAsStream(name)) {
      if (stream == null) {
        throw new IllegalStateException(name + " is missing from this module");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
