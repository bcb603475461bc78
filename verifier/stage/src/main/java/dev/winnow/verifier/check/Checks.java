package dev.winnow.verifier.check;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.ReasoningMarker;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import java.util.Map;
import java.util.stream.Collectors;

/** Compiles the checks that recipes name. */
public final class Checks {
  /** Most characters of a check's type, options and markers together: they come from records. */
  private static final int MAX_CHARS = 4_000;

  private Checks() {}

  /** Whether a check is short enough to be compiled, and to be kept in memory. */
  public static boolean isBounded(Check check) {
    long chars = check.getType().length();
    for (Map.Entry<String, String> option : check.getOptions().entrySet()) {
      chars += option.getKey().length() + option.getValue().length();
    }
    for (ReasoningMarker marker : check.getReasoningMarkers()) {
      chars += marker.getOpen().length() + marker.getClose().length();
    }
    return chars <= MAX_CHARS;
  }

  /**
   * The check that a recipe names.
   *
   * @throws BadCheckException if there is none of this name, or it has no such options or markers
   */
  public static ResponseCheck compile(Check check) {
    if (!isBounded(check)) {
      throw new BadCheckException(
          "a check's type, options and reasoning markers may have at most %d characters together"
              .formatted(MAX_CHARS));
    }
    CheckPlugin<?> plugin =
        CheckPlugin.installed()
            .find(check.getType())
            .orElseThrow(
                () -> new BadCheckException(CheckPlugin.installed().unknown(check.getType())));
    return ResponseCheck.of(create(plugin, check.getOptions()), check);
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
