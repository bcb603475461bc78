package dev.winnow.ops.cli;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionInfo;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.OptionSchema;
import dev.winnow.schemas.plugin.OptionType;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.schemas.plugin.Plugin;
import dev.winnow.schemas.plugin.PluginCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * The options of plug-ins of one type as flags of a command: {@code base_url} is {@code
 * --base-url}. A flag of one plug-in stands in a section of its own in the help; one of several
 * stands among the command's.
 */
final class PluginFlags {
  private final String chooser;
  private final PluginCatalog<?> plugins;

  /** The plug-ins that have a flag, each with its option, by the flag. */
  private final Map<String, List<Owner>> owners = new LinkedHashMap<>();

  private record Owner(Plugin<?> plugin, OptionInfo option) {}

  /**
   * Creates the flags of these plug-ins.
   *
   * @param chooser the flag that names one of them: {@code --engine}
   */
  PluginFlags(String chooser, PluginCatalog<?> plugins) {
    this.chooser = chooser;
    this.plugins = plugins;
    for (Plugin<?> plugin : plugins.all()) {
      for (OptionInfo option : OptionSchema.of(plugin.options())) {
        owners
            .computeIfAbsent(flag(option.name()), flag -> new ArrayList<>())
            .add(new Owner(plugin, option));
      }
    }
  }

  /** Returns how an option is written on the command line. */
  static String flag(String option) {
    return "--" + option.replace('_', '-');
  }

  /** Adds all flags to a command. */
  void addTo(CommandSpec command) {
    owners.forEach(
        (flag, all) -> {
          if (all.size() > 1) {
            command.addOption(shared(flag, all));
          }
        });
    plugins.all().forEach(plugin -> section(plugin).ifPresent(command::addArgGroup));
  }

  /** Returns the flags that only this plug-in has; empty where it has none. */
  private Optional<ArgGroupSpec> section(Plugin<?> plugin) {
    String heading = "%s %s: %s".formatted(chooser, plugin.name(), plugin.summary());
    ArgGroupSpec.Builder section =
        ArgGroupSpec.builder().validate(false).heading("%n" + escaped(heading) + "%n");
    for (OptionInfo option : OptionSchema.of(plugin.options())) {
      String flag = flag(option.name());
      if (all(flag).size() == 1) {
        section.addArg(spec(flag, option).description(escaped(explained(option))).build());
      }
    }
    return section.args().isEmpty() ? Optional.empty() : Optional.of(section.build());
  }

  /** Returns the values that a command line gives to this plug-in, by the option's name. */
  private Map<String, String> given(Plugin<?> plugin, ParseResult parsed) {
    Map<String, String> given = new HashMap<>();
    for (OptionInfo option : OptionSchema.of(plugin.options())) {
      OptionSpec spec = parsed.matchedOption(flag(option.name()));
      if (spec != null) {
        given.put(option.name(), text(option, spec.stringValues()));
      }
    }
    return given;
  }

  /** Returns why a given flag does not belong to this plug-in; empty if all given flags do. */
  private Optional<String> foreign(Plugin<?> plugin, ParseResult parsed) {
    for (OptionSpec spec : parsed.matchedOptions()) {
      List<Owner> all = all(spec.longestName());
      if (!all.isEmpty() && all.stream().noneMatch(owner -> owner.plugin().equals(plugin))) {
        return Optional.of(
            "%s belongs to %s %s, not to %s %s"
                .formatted(
                    spec.longestName(),
                    chooser,
                    all.getFirst().plugin().name(),
                    chooser,
                    plugin.name()));
      }
    }
    return Optional.empty();
  }

  /**
   * Returns the options that a command line gives to this plug-in.
   *
   * @throws ParameterException if options are missing, wrong, or another plug-in's
   */
  <C extends Record> C bind(Plugin<C> plugin, CommandLine command) {
    ParseResult parsed = command.getParseResult();
    Optional<String> foreign = foreign(plugin, parsed);
    if (foreign.isPresent()) {
      throw new ParameterException(command, foreign.get());
    }
    Map<String, String> given = given(plugin, parsed);
    try {
      return Options.bind(plugin.options(), given);
    } catch (BadOptionsException e) {
      throw new ParameterException(command, message(plugin, given, e.problems().getFirst()), e);
    }
  }

  private String message(Plugin<?> plugin, Map<String, String> given, OptionProblem problem) {
    if (problem.option().isEmpty()) {
      return problem.message();
    }
    return given.containsKey(problem.option())
        ? flag(problem.option()) + ": " + problem.message()
        : missing(plugin, problem.option());
  }

  /** Returns the message for a required option that is missing. */
  private String missing(Plugin<?> plugin, String option) {
    OptionInfo info =
        OptionSchema.of(plugin.options()).stream()
            .filter(known -> known.name().equals(option))
            .findFirst()
            .orElseThrow();
    return "%s %s needs %s %s, %s"
        .formatted(chooser, plugin.name(), flag(option), info.placeholder(), info.help());
  }

  private List<Owner> all(String flag) {
    return owners.getOrDefault(flag, List.of());
  }

  /** Words are written in lower case; on a command line either may be used. */
  private static String text(OptionInfo option, List<String> values) {
    String text = Options.join(values);
    return option.type() == OptionType.ENUM ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static OptionSpec shared(String flag, List<Owner> owners) {
    return spec(flag, owners.getFirst().option())
        .description(
            owners.stream()
                .map(owner -> escaped(owner.plugin().name() + ": " + explained(owner.option())))
                .toArray(String[]::new))
        .build();
  }

  private static OptionSpec.Builder spec(String flag, OptionInfo option) {
    OptionSpec.Builder spec = OptionSpec.builder(flag).paramLabel(option.placeholder());
    if (option.shape() == OptionInfo.Shape.LIST) {
      return spec.type(List.class).auxiliaryTypes(String.class).arity("1");
    }
    boolean isFlag = option.type() == OptionType.BOOLEAN;
    return spec.type(String.class).arity(isFlag ? "0..1" : "1").fallbackValue(isFlag ? "true" : "");
  }

  private static String explained(OptionInfo option) {
    if (option.words().isEmpty()) {
      return option.explained() + ".";
    }
    String help = "%s: %s".formatted(option.help(), String.join(", ", option.words()));
    return option
            .defaultValue()
            .map(value -> "%s (default: %s)".formatted(help, value))
            .orElse(help)
        + ".";
  }

  /** Returns the text with the signs that have a meaning in picocli's help escaped. */
  private static String escaped(String text) {
    return text.replace("%", "%%").replace("@|", "@ |").replace("${", "$ {");
  }
}
