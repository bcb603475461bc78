package dev.winnow.schemas.plugin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Checks the values of an options record in its compact constructor:
 *
 * <pre>{@code
 * OptionRules.inRange(Uniform.class, accepted, maxCandidates)
 *     .require(accepted <= maxCandidates, "accepted", "want at most max_candidates")
 *     .orThrow();
 * }</pre>
 *
 * Not thread-safe.
 */
public final class OptionRules {
  private final List<OptionProblem> problems = new ArrayList<>();
  private final Map<String, OptionInfo> options = new HashMap<>();

  private OptionRules() {}

  /**
   * Requires every number to be in the range of its {@link PluginOption}.
   *
   * @param values values of all components, in their order
   */
  public static OptionRules inRange(Class<? extends Record> type, Object... values) {
    OptionRules rules = new OptionRules();
    List<OptionInfo> known = OptionSchema.of(type);
    if (known.size() != values.length) {
      throw new IllegalStateException(
          "%s has %d options, not %d".formatted(type, known.size(), values.length));
    }
    for (int i = 0; i < values.length; i++) {
      rules.options.put(known.get(i).name(), known.get(i));
      rules.checkRange(known.get(i), values[i]);
    }
    return rules;
  }

  private void checkRange(OptionInfo option, Object value) {
    outOfRange(option, value).ifPresent(problems::add);
  }

  /** Returns the problem with the first number of an option that is out of the option's range. */
  static Optional<OptionProblem> outOfRange(OptionInfo option, Object value) {
    return numbers(value)
        .filter(
            number ->
                !(number.doubleValue() >= option.min() && number.doubleValue() <= option.max()))
        .findFirst()
        .map(number -> new OptionProblem(option.name(), wanted(option, number)));
  }

  private static Stream<Number> numbers(Object value) {
    return switch (value) {
      case Number number -> Stream.of(number);
      case Optional<?> some -> some.stream().flatMap(OptionRules::numbers);
      case List<?> several -> several.stream().flatMap(OptionRules::numbers);
      default -> Stream.empty();
    };
  }

  private static String wanted(OptionInfo option, Object value) {
    return "want %s, not %s".formatted(option.range().orElse("a number"), value);
  }

  /**
   * Requires a number to be in a range that depends on other options. An option that has a problem
   * already gets no second one.
   */
  public OptionRules between(String option, long value, long least, long most) {
    return require(
        value >= least && value <= most,
        option,
        "want %d to %d, not %d".formatted(least, most, value));
  }

  /** Requires any rule of an option, unless the option has a problem already. */
  public OptionRules require(boolean holds, String option, String message) {
    if (!options.containsKey(option)) {
      throw new IllegalStateException("there is no option " + option);
    }
    if (!holds && problems.stream().noneMatch(known -> known.option().equals(option))) {
      problems.add(new OptionProblem(option, message));
    }
    return this;
  }

  /**
   * Throws if a rule is broken.
   *
   * @throws BadOptionsException that names all problems
   */
  public void orThrow() {
    if (!problems.isEmpty()) {
      throw new BadOptionsException(problems);
    }
  }
}
