package dev.winnow.ops.cli;

import dev.winnow.schemas.plugin.BadOptionsException;
import dev.winnow.schemas.plugin.OptionProblem;
import dev.winnow.schemas.plugin.Options;
import dev.winnow.worker.engine.Engine;
import dev.winnow.worker.engine.EngineHost;
import dev.winnow.worker.engine.EnginePlugin;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/**
 * Which engine samples, and how it is set up: the engines that are installed say what they take.
 */
@Command(modelTransformer = EngineOptions.AddFlags.class)
final class EngineOptions {
  private static final PluginFlags FLAGS = new PluginFlags("--engine", EnginePlugin.installed());

  @Option(
      names = "--engine",
      defaultValue = "djl",
      paramLabel = "ENGINE",
      completionCandidates = EngineNames.class,
      description = "Who samples: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private String name;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Adds the flags of every engine to a command that has these options. */
  static final class AddFlags implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec options) {
      FLAGS.addTo(options);
      return options;
    }
  }

  /**
   * Opens the engine, as often as asked. All options have been checked when this returns.
   *
   * @throws ParameterException if options are missing, wrong, or another engine's
   */
  Supplier<Engine> engine() {
    return engine(processors());
  }

  /**
   * The same for a process that runs broker and stages too, with half of the processors for the
   * engine.
   *
   * @throws ParameterException if options are missing, wrong, or another engine's
   */
  Supplier<Engine> engineBesideTheService() {
    return engine(Math.max(1, processors() / 2));
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private Supplier<Engine> engine(int processors) {
    EngineHost host = new EngineHost(Home.path("models", "abacus"), processors);
    ParseResult parsed = command.commandLine().getParseResult();
    try {
      EnginePlugin<?> plugin = EnginePlugin.installed().require(name.toLowerCase(Locale.ROOT));
      FLAGS
          .foreign(plugin, parsed)
          .ifPresent(
              refusal -> {
                throw wrong(refusal, null);
              });
      return prepare(plugin, FLAGS.given(plugin, parsed), host);
    } catch (IllegalArgumentException e) {
      throw wrong(String.valueOf(e.getMessage()), e);
    }
  }

  private <C extends Record> Supplier<Engine> prepare(
      EnginePlugin<C> plugin, Map<String, String> given, EngineHost host) {
    C options;
    try {
      options = Options.bind(plugin.options(), given);
    } catch (BadOptionsException e) {
      throw wrong(message(plugin, given, e.problems().getFirst()), e);
    }
    return plugin.prepare(options, host);
  }

  private static String message(
      EnginePlugin<?> plugin, Map<String, String> given, OptionProblem problem) {
    if (problem.option().isEmpty()) {
      return problem.message();
    }
    return given.containsKey(problem.option())
        ? PluginFlags.flag(problem.option()) + ": " + problem.message()
        : FLAGS.missing(plugin, problem.option());
  }

  private ParameterException wrong(String message, @Nullable Exception cause) {
    return new ParameterException(command.commandLine(), message, cause);
  }
}
