package dev.winnow.verifier.check;

import dev.winnow.schemas.Check;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.plugin.PluginCalls;
import dev.winnow.schemas.rules.CheckRules;
import java.util.Map;
import java.util.Objects;

/** Compiles the checks that recipes name. */
public final class Checks {
  private Checks() {}

  /**
   * Returns the check that judges single responses.
   *
   * @throws BadCheckException if there is none of this name, it has no such options or markers, or
   *     it judges whole rounds
   */
  public static ResponseCheck compile(Check check) {
    return switch (compileForRecipe(check)) {
      case ResponseCheck single -> single;
      case RoundResponseCheck round -> throw needsRound(check.getType());
    };
  }

  /**
   * Returns the check that a recipe names.
   *
   * @throws BadCheckException if there is none of this name, or it has no such options or markers
   */
  public static CompiledCheck compileForRecipe(Check check) {
    if (!CheckRules.isBounded(check)) {
      throw new BadCheckException(
          "a check's type, options and reasoning markers may have at most %d characters together"
              .formatted(CheckRules.MAX_CHARS));
    }
    return switch (installed(check.getType(), check.getOptions())) {
      case CandidateCheck single -> ResponseCheck.of(single, check);
      case RoundCheck round -> new RoundResponseCheck(round, ResponseCheck.reader(check));
    };
  }

  /**
   * Returns the check of this type, for one that combines others.
   *
   * @throws BadCheckException if there is none of this type, it has no such options, or it judges
   *     whole rounds
   */
  public static CandidateCheck create(String type, Map<String, String> options) {
    return switch (installed(type, options)) {
      case CandidateCheck single -> single;
      case RoundCheck round -> throw needsRound(type);
    };
  }

  private static BadCheckException needsRound(String type) {
    return new BadCheckException(
        "type",
        "check '%s' judges whole rounds: name it in a recipe's verify.checks, and in no combination"
            .formatted(type));
  }

  private static AnswerCheck installed(String type, Map<String, String> options) {
    return create(
        CheckPlugin.installed()
            .find(type)
            .orElseThrow(
                () -> new BadCheckException("type", CheckPlugin.installed().unknown(type))),
        options);
  }

  static <C extends Record> AnswerCheck create(CheckPlugin<C> plugin, Map<String, String> options) {
    try {
      C bound = Options.bind(plugin.options(), options);
      return PluginCalls.guarded(plugin.getClass().getName(), () -> usable(plugin.create(bound)));
    } catch (BadOptionsException e) {
      throw new BadCheckException(plugin.name(), e);
    }
  }

  /** A check must have a version: rows carry it, and it is asked for outside of any guard. */
  private static AnswerCheck usable(AnswerCheck check) {
    Objects.requireNonNull(check.version(), "its version is null");
    return check;
  }
}
