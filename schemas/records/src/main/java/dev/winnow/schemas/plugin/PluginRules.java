package dev.winnow.schemas.plugin;

import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What every plug-in must keep to, so that a mistake shows when it is loaded. Pure. */
final class PluginRules {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,63}");

  private PluginRules() {}

  /**
   * Returns why a plug-in cannot be used, in words; empty if it can.
   *
   * @param reserved names that no option may have
   */
  static Optional<String> problem(Plugin<?> plugin, Set<String> reserved) {
    if (!NAME.matcher(plugin.name()).matches()) {
      return Optional.of("its name must match " + NAME);
    }
    if (plugin.summary().isBlank()) {
      return Optional.of("its summary must not be blank");
    }
    List<OptionInfo> options = OptionSchema.of(plugin.options());
    return ofNames(options, reserved).or(() -> ofOptions(plugin.options(), options));
  }

  private static Optional<String> ofNames(List<OptionInfo> options, Set<String> reserved) {
    Set<String> taken = new HashSet<>();
    return options.stream()
        .flatMap(option -> fields(option).flatMap(field -> ofName(field, taken, reserved).stream()))
        .findFirst();
  }

  /** The fields that a recipe may write for an option. */
  private static Stream<String> fields(OptionInfo option) {
    return option.isFromFile()
        ? Stream.of(option.name(), option.fileField())
        : Stream.of(option.name());
  }

  private static Optional<String> ofName(String name, Set<String> taken, Set<String> reserved) {
    if (!NAME.matcher(name).matches()) {
      return Optional.of("the name of its option '%s' must match %s".formatted(name, NAME));
    }
    if (reserved.contains(name)) {
      return Optional.of(
          "its option '%s' has the name of a field that recipes have beside the options; give it"
                  .formatted(name)
              + " another name");
    }
    return taken.add(name)
        ? Optional.empty()
        : Optional.of("two of its options have one name, '%s'".formatted(name));
  }

  private static Optional<String> ofOptions(
      Class<? extends Record> type, List<OptionInfo> options) {
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      OptionInfo option = options.get(i);
      Optional<String> problem = ofOption(option, OptionSchema.valueType(components[i]));
      if (problem.isPresent()) {
        return problem.map(why -> "option '%s': %s".formatted(option.name(), why));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofOption(OptionInfo option, Class<?> type) {
    if (option.help().isBlank()) {
      return Optional.of("its help must not be blank");
    }
    if (!(option.min() <= option.max())) {
      return Optional.of("its min %s is above its max %s".formatted(option.min(), option.max()));
    }
    Optional<String> example = Optional.of(option.example()).filter(text -> !text.isEmpty());
    return option
        .defaultValue()
        .flatMap(text -> ofValue(option, type, "default", text))
        .or(() -> example.flatMap(text -> ofValue(option, type, "example", text)));
  }

  private static Optional<String> ofValue(
      OptionInfo option, Class<?> type, String what, String text) {
    boolean isList = option.shape() == OptionInfo.Shape.LIST;
    try {
      return (isList ? Options.split(text) : List.of(text))
          .stream()
              .map(one -> OptionValues.parse(option, type, one))
              .flatMap(value -> OptionRules.outOfRange(option, value).stream())
              .findFirst()
              .map(problem -> "its %s: %s".formatted(what, problem.message()));
    } catch (BadOptionsException e) {
      return Optional.of("its %s: %s".formatted(what, e.problems().getFirst().message()));
    }
  }
}
