package dev.winnow.verifier.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A check's options, each of which must be taken once: any that remain are unknown and rejected.
 * Errors are {@link BadCheckException}s that name the option.
 */
public final class Options {
  private final String check;
  private final Map<String, String> left;

  Options(String check, Map<String, String> options) {
    this.check = check;
    this.left = new HashMap<>(options);
  }

  /** Takes the option of this name; empty if the recipe does not give it. */
  public Optional<String> take(String name) {
    return Optional.ofNullable(left.remove(name));
  }

  /**
   * Takes the option of this name as true or false.
   *
   * @throws BadCheckException if it is anything else
   */
  public boolean takeBoolean(String name, boolean otherwise) {
    String value = take(name).orElse(String.valueOf(otherwise));
    if (!value.equals("true") && !value.equals("false")) {
      throw bad(name, "want true or false, not '%s'".formatted(Checks.shown(value)));
    }
    return value.equals("true");
  }

  /**
   * Takes the option of this name as a constant, written in lower case.
   *
   * @throws BadCheckException if there is no such constant
   */
  public <E extends Enum<E>> E takeEnum(String name, E otherwise) {
    String value = take(name).orElse(label(otherwise));
    E[] all = otherwise.getDeclaringClass().getEnumConstants();
    return Arrays.stream(all)
        .filter(constant -> label(constant).equals(value))
        .findFirst()
        .orElseThrow(
            () ->
                bad(
                    name,
                    "want one of %s, not '%s'"
                        .formatted(
                            Arrays.stream(all).map(Options::label).toList(), Checks.shown(value))));
  }

  void requireNoOthers() {
    if (!left.isEmpty()) {
      throw new BadCheckException(
          "check '%s' has no options %s"
              .formatted(check, Checks.shown(new TreeSet<>(left.keySet()).toString())));
    }
  }

  /** Returns an error that names the check and the option; to be thrown by the caller. */
  public BadCheckException bad(String name, String message) {
    return new BadCheckException("check '%s', option '%s': %s".formatted(check, name, message));
  }

  private static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
