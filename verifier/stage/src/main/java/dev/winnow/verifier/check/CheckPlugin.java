package dev.winnow.verifier.check;

import java.util.Map;

/**
 * A kind of check that recipes can name. Found by {@link java.util.ServiceLoader}: a jar on the
 * class path that names an implementation in {@code
 * META-INF/services/dev.winnow.verifier.check.CheckPlugin} adds a check to the verifier, to the
 * validation of recipes and prompts at every entrance, and to the help of the command line. An
 * implementation is public, has a public constructor without parameters, and is thread-safe.
 */
public interface CheckPlugin {
  /**
   * Returns the name that recipes use: lower-case letters, digits and {@code _}; unique among the
   * checks.
   */
  String type();

  /** Returns what is accepted, as one line for the help. */
  String summary();

  /** Returns the options with a line of help each, in display order. */
  Map<String, String> options();

  /**
   * Creates the check with these options. It is a record that validates itself.
   *
   * @param options all options that the recipe gives; those that are not taken are rejected
   * @throws BadCheckException if an option is missing or wrong, with its name
   */
  CandidateCheck create(Options options);
}
