package dev.winnow.ops.cli.option;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.BadPluginException;
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
import java.util.stream.Collectors;
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
public final class PluginFlags {
  /** Under this name a command keeps the error of plug-ins that it cannot have. */
  private static final String BAD_PLUGIN = "badPlugin";

  /** Stands for the value of a flag that is given without one. */
  private static final String BARE = "\0";

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
  public PluginFlags(String chooser, PluginCatalog<?> plugins) {
    this.chooser = chooser;
    this.plugins = plugins;
  }

  /**
   * Returns the error of plug-ins that keeps a command from running; empty where there is none. A
   * command does not fail when it is built: that would end all others too.
   */
  public static Optional<BadPluginException> failure(CommandSpec command) {
    return Optional.ofNullable(command.mixins().get(BAD_PLUGIN))
        .map(bad -> (BadPluginException) bad.userObject());
  }

  /** How an option is written on the command line. */
  public static String flag(String option) {
    return "--" + option.replace('_', '-');
  }

  /** Adds all flags to a command, or the {@link #failure} to do so. */
  public void addTo(CommandSpec command) {
    try {
      load();
      owners.forEach((flag, all) -> requireFree(flag, all.getFirst(), command));
    } catch (BadPluginException e) {
      command.addMixin(BAD_PLUGIN, CommandSpec.wrapWithoutInspection(e));
      return;
    }
    owners.forEach(
        (flag, all) -> {
          if (all.size() > 1) {
            command.addOption(shared(flag, all));
          }
        });
    plugins.all().forEach(plugin -> section(plugin).ifPresent(command::addArgGroup));
  }

  private void load() {
    owners.clear();
    for (Plugin<?> plugin : plugins.all()) {
      for (OptionInfo option : OptionSchema.of(plugin.options())) {
        owners
            .computeIfAbsent(flag(option.name()), flag -> new ArrayList<>())
            .add(new Owner(plugin, option));
      }
    }
  }

  private void requireFree(String flag, Owner owner, CommandSpec command) {
    if (command.optionsMap().containsKey(flag)) {
      throw plugins.unusable(
          owner.plugin(),
          "its option '%s' would be %s, which '%s' has already; give the option another name"
              .formatted(owner.option().name(), flag, command.qualifiedName()));
    }
  }

  /** Returns the flags that only this plug-in has; empty where it has none. */
  private Optional<ArgGroupSpec> section(Plugin<?> plugin) {
    String heading = "%s %s: %s".formatted(chooser, plugin.name(), plugin.summary());
    ArgGroupSpec.Builder section =
        ArgGroupSpec.builder().validate(false).heading("%n" + escaped(heading) + "%n");
    for (OptionInfo option : OptionSchema.of(plugin.options())) {
      String flag = flag(option.name());
      if (all(flag).size() == 1) {
        section.addArg(
            spec(flag, List.of(option)).description(escaped(option.explained() + ".")).build());
      }
    }
    return section.args().isEmpty() ? Optional.empty() : Optional.of(section.build());
  }

  /** Returns the values that a command line gives to this plug-in, by the option's name. */
  private Map<String, String> given(Plugin<?> plugin, CommandLine command) {
    Map<String, String> given = new HashMap<>();
    for (OptionInfo option : OptionSchema.of(plugin.options())) {
      OptionSpec spec = command.getParseResult().matchedOption(flag(option.name()));
      if (spec != null) {
        given.put(option.name(), text(plugin, option, spec.stringValues(), command));
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
  public <C extends Record> C bind(Plugin<C> plugin, CommandLine command) {
    ParseResult parsed = command.getParseResult();
    Optional<String> foreign = foreign(plugin, parsed);
    if (foreign.isPresent()) {
      throw new ParameterException(command, foreign.get());
    }
    Map<String, String> given = given(plugin, command);
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

  /**
   * The text of an option. The command takes what any owner of a flag takes, so what the chosen one
   * takes is seen to here. Words are written in lower case; on a command line either may be used.
   */
  private String text(
      Plugin<?> plugin, OptionInfo option, List<String> values, CommandLine command) {
    String flag = flag(option.name());
    if (option.shape() != OptionInfo.Shape.LIST && values.size() > 1) {
      throw new ParameterException(
          command, "%s can be given once with %s %s".formatted(flag, chooser, plugin.name()));
    }
    boolean isFlag = option.type() == OptionType.BOOLEAN;
    if (!isFlag && values.contains(BARE)) {
      throw new ParameterException(
          command, "%s needs a value with %s %s".formatted(flag, chooser, plugin.name()));
    }
    String text = Options.join(values).replace(BARE, "true");
    return option.type() == OptionType.ENUM ? text.toLowerCase(Locale.ROOT) : text;
  }

  private static OptionSpec shared(String flag, List<Owner> owners) {
    return spec(flag, owners.stream().map(Owner::option).toList())
        .description(
            owners.stream()
                .map(
                    owner ->
                        escaped(owner.plugin().name() + ": " + owner.option().explained() + "."))
                .toArray(String[]::new))
        .build();
  }

  /** A flag that takes all that these options take, one of each plug-in that has it. */
  private static OptionSpec.Builder spec(String flag, List<OptionInfo> options) {
    boolean isList = options.stream().anyMatch(some -> some.shape() == OptionInfo.Shape.LIST);
    boolean isFlag = options.stream().anyMatch(some -> some.type() == OptionType.BOOLEAN);
    String placeholders =
        options.stream().map(OptionInfo::placeholder).distinct().collect(Collectors.joining("|"));
    OptionSpec.Builder spec =
        OptionSpec.builder(flag)
            .paramLabel(placeholders)
            .arity(isFlag ? "0..1" : "1")
            .fallbackValue(isFlag ? BARE : "");
    return isList ? spec.type(List.class).auxiliaryTypes(String.class) : spec.type(String.class);
  }

  /** Returns the text with the signs that have a meaning in picocli's help escaped. */
  private static String escaped(String text) {
    return text.replace("%", "%%").replace("@|", "@ |").replace("${", "$ {");
  }
}
