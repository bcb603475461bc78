package dev.winnow.ops.cli.stage;

import dev.winnow.ops.cli.option.PluginFlags;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.schemas.plugin.PluginCalls;
import dev.winnow.scorer.ScorerEngine;
import dev.winnow.scorer.ScorerPlugin;
import dev.winnow.scorer.stage.ScorerStage;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which scorer runs, and how it is set up: the types that are installed say what they take. */
@Command(modelTransformer = ScorerOptions.AddFlags.class)
final class ScorerOptions {
  private static final PluginFlags FLAGS = new PluginFlags("--type", ScorerWorkerSide.installed());

  @Option(
      names = "--type",
      required = true,
      paramLabel = "TYPE",
      completionCandidates = ScorerTypes.class,
      description = "What scores: ${COMPLETION-CANDIDATES}.")
  private String name;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  /** Adds the flags of every type to a command that has these options. */
  static final class AddFlags implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec options) {
      FLAGS.addTo(options);
      return options;
    }
  }

  /** Opens the engine and creates its stage. */
  interface Opener {
    ScorerStage open(KafkaConnection connection, WorkerConfig config);
  }

  /**
   * Returns what opens the scorer. All options have been checked when this returns.
   *
   * @throws ParameterException if options are missing, wrong, or another type's
   */
  Opener prepare() {
    try {
      return prepare(ScorerPlugin.installed().require(name));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private <C extends Record, W extends Record> Opener prepare(ScorerPlugin<C, W> type) {
    W options = FLAGS.bind(new ScorerWorkerSide<>(type), command.commandLine());
    Supplier<ScorerEngine<C>> engine =
        PluginCalls.guarded("scorer '%s'".formatted(type.name()), () -> type.prepare(options));
    return (connection, config) -> ScorerStage.create(connection, config, type, engine.get());
  }
}
