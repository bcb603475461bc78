package dev.winnow.verifier.check;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.rules.CheckRules;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiles the checks that recipes name. */
public final class Checks {
  private Checks() {}

  /**
   * Returns the check that a recipe names.
   *
   * @throws BadCheckException if there is none of this name, or it has no such options or markers
   */
  public static ResponseCheck compile(Check check) {
    if (!CheckRules.isBounded(check)) {
      throw new BadCheckException(
          "a check's type, options and reasoning markers may have at most %d characters together"
              .formatted(CheckRules.MAX_CHARS));
    }
    return ResponseCheck.of(create(check.getType(), check.getOptions()), check);
  }

  /**
   * Returns the check of this type, for one that combines others.
   *
   * @throws BadCheckException if there is none of this type, or it has no such options
   */
  public static CandidateCheck create(String type, Map<String, String> options) {
    return create(
        CheckPlugin.installed()
            .find(type)
            .orElseThrow(() -> new BadCheckException(CheckPlugin.installed().unknown(type))),
        options);
  }

  private static <C extends Record> CandidateCheck create(
      CheckPlugin<C> plugin, Map<String, String> options) {
    try {
      return plugin.create(Options.bind(plugin.options(), options));
    } catch (BadOptionsException e) {
      throw new BadCheckException(
          e.problems().stream()
              .map(problem -> "check '%s', %s".formatted(plugin.name(), problem))
              .collect(Collectors.joining("; ")));
    }
  }
}
