package dev.winnow.schemas.rules;

import dev.winnow.schemas.Prompt;
import dev.winnow.schemas.Scorer;
import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.plugin.PluginCalls;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The types of scorers that are installed. Thread-safe; bounded on hostile input.
 *
 * @param types by name
 */
public record ScorerCatalog(PluginCatalog<? extends ScorerType<?>> types) {
  /** A catalog without any type. */
  public static final ScorerCatalog NONE =
      new ScorerCatalog(PluginCatalog.<ScorerType<?>>of("scorer", List.of()));

  /**
   * Returns the scorer with every option that has a value, defaults included, and with the names of
   * its scores.
   *
   * @throws BadOptionsException if there is no such type, or it refuses the options
   */
  public Scorer complete(
      String name, String type, String pool, boolean always, Map<String, String> options) {
    return complete(types.require(type), name, pool, always, options);
  }

  private static <C extends Record> Scorer complete(
      ScorerType<C> type, String name, String pool, boolean always, Map<String, String> options) {
    C bound = Options.bind(type.options(), options);
    return new Scorer(
        name, type.name(), pool, always, Options.write(bound), scores(type, name, bound));
  }

  /**
   * Returns the names of the scores that a scorer gives.
   *
   * @throws BadOptionsException if the type refuses the options, or fails
   */
  public static <C extends Record> List<String> scores(
      ScorerType<C> type, String scorer, C options) {
    return guarded(type, () -> type.scores(scorer, options));
  }

  private static <T> T guarded(ScorerType<?> type, Supplier<T> code) {
    return PluginCalls.guarded("scorer '" + type.name() + "'", code);
  }

  /**
   * Returns everything that is wrong with a scorer of a recipe.
   *
   * @param field path of the scorer in the recipe
   */
  public List<Violation> violations(String field, Scorer scorer) {
    if (types.find(scorer.getType()).isEmpty()) {
      return List.of(new Violation(field + ".type", types.unknown(scorer.getType())));
    }
    try {
      Scorer complete =
          complete(
              scorer.getName(),
              scorer.getType(),
              scorer.getPool(),
              scorer.getAlways(),
              scorer.getOptions());
      return complete.getScores().equals(scorer.getScores())
          ? List.of()
          : List.of(new Violation(field, "its scores are " + complete.getScores()));
    } catch (BadOptionsException e) {
      return e.problems().stream().map(problem -> violation(field, problem)).toList();
    }
  }

  /**
   * Returns whether the same candidate gets the same scores each time; false where that is unknown,
   * because there is no such type or it refuses the options.
   */
  public boolean isRepeatable(Scorer scorer) {
    return types.find(scorer.getType()).filter(type -> isRepeatable(type, scorer)).isPresent();
  }

  private static <C extends Record> boolean isRepeatable(ScorerType<C> type, Scorer scorer) {
    try {
      C options = Options.bind(type.options(), scorer.getOptions());
      return guarded(type, () -> type.isRepeatable(options));
    } catch (BadOptionsException e) {
      return false;
    }
  }

  /**
   * Returns the condition under which these scorers accept where a recipe has none: that all hold
   * which have one. Empty where none has.
   */
  public Optional<String> acceptance(List<Scorer> scorers) {
    return scorers.stream()
        .flatMap(
            scorer ->
                types.find(scorer.getType()).flatMap(type -> acceptance(type, scorer)).stream())
        .reduce((one, other) -> one + " && " + other);
  }

  private static <C extends Record> Optional<String> acceptance(ScorerType<C> type, Scorer scorer) {
    try {
      C options = Options.bind(type.options(), scorer.getOptions());
      return guarded(type, () -> type.acceptance(scorer.getName(), options));
    } catch (BadOptionsException e) {
      return Optional.empty(); // The recipe is refused for it.
    }
  }

  /** Returns why this scorer cannot score the candidates of a prompt; empty when it can. */
  public Optional<String> misfit(Scorer scorer, Prompt prompt) {
    return types.find(scorer.getType()).flatMap(type -> misfit(type, scorer, prompt));
  }

  private static <C extends Record> Optional<String> misfit(
      ScorerType<C> type, Scorer scorer, Prompt prompt) {
    try {
      C options = Options.bind(type.options(), scorer.getOptions());
      return guarded(type, () -> type.misfit(options, prompt));
    } catch (BadOptionsException e) {
      return Optional.empty(); // The recipe is refused for it.
    }
  }

  private static Violation violation(String field, OptionProblem problem) {
    return new Violation(
        problem.option().isEmpty() ? field : field + "." + problem.option(), problem.message());
  }
}
