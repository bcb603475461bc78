package dev.winnow.ops.cli.option;

import dev.winnow.schemas.plugin.PluginCalls;
import dev.winnow.worker.engine.EngineHost;
import dev.winnow.worker.engine.EnginePlugin;
import dev.winnow.worker.engine.EngineSource;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Which engine samples, and how it is set up: the engines that are installed say what they take.
 */
@Command(modelTransformer = EngineOptions.AddFlags.class)
public final class EngineOptions {
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
  public EngineSource engine() {
    return engine(processors());
  }

  /**
   * The same for a process that runs broker and stages too, with half of the processors for the
   * engine.
   *
   * @throws ParameterException if options are missing, wrong, or another engine's
   */
  public EngineSource engineBesideTheService() {
    return engine(Math.max(1, processors() / 2));
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private EngineSource engine(int processors) {
    EngineHost host = new EngineHost(Home.path("models", "abacus"), processors);
    try {
      return prepare(EnginePlugin.installed().require(name.toLowerCase(Locale.ROOT)), host);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private <C extends Record> EngineSource prepare(EnginePlugin<C> plugin, EngineHost host) {
    C options = FLAGS.bind(plugin, command.commandLine());
    return PluginCalls.guarded(
        "engine '%s'".formatted(plugin.name()),
        () ->
            new EngineSource(plugin.prepare(options, host), plugin.modelDirectory(options, host)));
  }
}
