package dev.winnow.ops.cli;

import dev.winnow.ops.cli.bench.BenchCommand;
import dev.winnow.ops.cli.dataset.AuditCommand;
import dev.winnow.ops.cli.dataset.CompactCommand;
import dev.winnow.ops.cli.dataset.DropCommand;
import dev.winnow.ops.cli.dataset.ExportCommand;
import dev.winnow.ops.cli.dataset.PushCommand;
import dev.winnow.ops.cli.local.DemoCommand;
import dev.winnow.ops.cli.local.LocalCommand;
import dev.winnow.ops.cli.model.CompareCommand;
import dev.winnow.ops.cli.model.EvaluateCommand;
import dev.winnow.ops.cli.model.LikelihoodCommand;
import dev.winnow.ops.cli.model.LoopCommand;
import dev.winnow.ops.cli.model.RecordCommand;
import dev.winnow.ops.cli.model.TrainCommand;
import dev.winnow.ops.cli.operate.AclsCommand;
import dev.winnow.ops.cli.operate.DeadLettersCommand;
import dev.winnow.ops.cli.operate.RetryCommand;
import dev.winnow.ops.cli.operate.StatusCommand;
import dev.winnow.ops.cli.operate.TokensCommand;
import dev.winnow.ops.cli.operate.TopCommand;
import dev.winnow.ops.cli.operate.TopicsCommand;
import dev.winnow.ops.cli.option.PluginFlags;
import dev.winnow.ops.cli.prompt.ProblemsCommand;
import dev.winnow.ops.cli.prompt.PublishCommand;
import dev.winnow.ops.cli.prompt.RenderCommand;
import dev.winnow.ops.cli.recipe.ChecksCommand;
import dev.winnow.ops.cli.recipe.PlanCommand;
import dev.winnow.ops.cli.recipe.RecipesCommand;
import dev.winnow.ops.cli.recipe.SizeCommand;
import dev.winnow.ops.cli.stage.CuratorCommand;
import dev.winnow.ops.cli.stage.GatewayCommand;
import dev.winnow.ops.cli.stage.PlannerCommand;
import dev.winnow.ops.cli.stage.ScorerCommand;
import dev.winnow.ops.cli.stage.SinkCommand;
import dev.winnow.ops.cli.stage.SynthesizerCommand;
import dev.winnow.ops.cli.stage.VerifierCommand;
import dev.winnow.ops.cli.verify.CalibrateCommand;
import dev.winnow.ops.cli.verify.CheckCommand;
import dev.winnow.ops.cli.verify.ReverifyCommand;
import dev.winnow.ops.terminal.LogFile;
import dev.winnow.schemas.plugin.BadPluginException;
import dev.winnow.schemas.text.SafeText;
import dev.winnow.sink.storage.DatasetsLocation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code winnow} command. */
@Command(
    name = "winnow",
    mixinStandardHelpOptions = true,
    version = "winnow 0.1.0",
    description = "Streams of prompts in, datasets of accepted and rejected samples out.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start here:",
      "  winnow demo                    watch a small run from prompts to datasets",
      "  winnow local --recipe FILE     the whole service in one process, on real Kafka",
      "",
      "Exit status: 0 done, 1 failed or out of balance, 2 wrong arguments."
    },
    subcommands = {
      DemoCommand.class,
      LocalCommand.class,
      PublishCommand.class,
      StatusCommand.class,
      TopCommand.class,
      RetryCommand.class,
      DeadLettersCommand.class,
      ReverifyCommand.class,
      CalibrateCommand.class,
      PlanCommand.class,
      SizeCommand.class,
      TopicsCommand.class,
      PlannerCommand.class,
      SynthesizerCommand.class,
      VerifierCommand.class,
      CuratorCommand.class,
      ScorerCommand.class,
      SinkCommand.class,
      GatewayCommand.class,
      TokensCommand.class,
      AclsCommand.class,
      AuditCommand.class,
      CompactCommand.class,
      ExportCommand.class,
      PushCommand.class,
      DropCommand.class,
      CheckCommand.class,
      ChecksCommand.class,
      RecipesCommand.class,
      RenderCommand.class,
      ProblemsCommand.class,
      RecordCommand.class,
      TrainCommand.class,
      EvaluateCommand.class,
      LikelihoodCommand.class,
      CompareCommand.class,
      LoopCommand.class,
      BenchCommand.class,
      GenerateCompletion.class,
      HelpCommand.class
    })
public final class Winnow implements Runnable {
  @Spec private CommandSpec spec;

  public static void main(String[] args) {
    LogFile.place(args);
    System.exit(execute(commandLine(), args));
  }

  /** Picocli handles no errors, and no exceptions in help about plug-ins that cannot be used. */
  public static int execute(CommandLine command, String... args) {
    try {
      return command.execute(args);
    } catch (BadPluginException | LinkageError e) {
      return report(e, command);
    }
  }

  /** Returns the command line, ready to execute. */
  public static CommandLine commandLine() {
    return withHandlers(new CommandLine(new Winnow()));
  }

  public static CommandLine withHandlers(CommandLine command) {
    return command
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(DatasetsLocation.class, Winnow::datasets)
        .setExecutionStrategy(new ActionRecorder())
        .setParameterExceptionHandler(Winnow::refuse)
        .setExecutionExceptionHandler((e, failed, parsed) -> report(e, failed));
  }

  private static DatasetsLocation datasets(String text) {
    try {
      return DatasetsLocation.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** The message alone: the list of options after it would move it off the screen. */
  private static int refuse(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    Optional<BadPluginException> badPlugin = PluginFlags.failure(command.getCommandSpec());
    if (badPlugin.isPresent()) {
      return report(badPlugin.get(), command); // Its flags are missing.
    }
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText("winnow: " + SafeText.mask(withoutPrefix(e))));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.printf("winnow: see '%s --help'%n", command.getCommandSpec().qualifiedName());
    err.flush();
    return ExitCode.USAGE;
  }

  /** Picocli begins some of its messages with a word that ours do without. */
  private static String withoutPrefix(ParameterException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^Error: ", "");
  }

  /** Returns the message of the first cause that has one of its own, and not that of its cause. */
  static String message(Throwable e) {
    Throwable cause = e;
    while (cause.getCause() != null
        && (cause.getMessage() == null
            || cause instanceof CompletionException
            || cause instanceof ExecutionException)) {
      cause = cause.getCause();
    }
    if (isOfClientSettings(cause)) {
      return settings(cause);
    }
    if (cause instanceof FileSystemException file) {
      return FileErrors.message(file);
    }
    String message =
        cause.getMessage() == null || cause instanceof Error
            ? cause.toString()
            : cause.getMessage();
    return cause instanceof TimeoutException && !message.contains("--bootstrap-servers")
        ? message + " (is Kafka running, and reachable under --bootstrap-servers?)"
        : message;
  }

  /** Kafka's clients say only that they could not be made; the reason is the last cause. */
  private static boolean isOfClientSettings(Throwable error) {
    return error instanceof KafkaException
        && error.getCause() != null
        && String.valueOf(error.getMessage()).startsWith("Failed to c");
  }

  private static String settings(Throwable error) {
    Throwable root = error;
    Throwable last = error;
    while (root.getCause() != null) {
      root = root.getCause();
      last = root.getMessage() == null ? last : root;
    }
    return "%s: %s (correct the settings in --client-properties)"
        .formatted(error.getMessage(), last.getMessage());
  }

  /** One line for people; the stack trace is for those who ask. */
  private static int report(Throwable e, CommandLine command) {
    PrintWriter err = command.getErr();
    err.println(command.getColorScheme().errorText("winnow: " + SafeText.mask(message(e))));
    LogFile.path()
        .filter(Files::exists)
        .ifPresent(log -> err.printf("winnow: the log is %s%n", log));
    if (System.getenv("WINNOW_STACKTRACE") != null) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      err.print(SafeText.mask(trace.toString()));
    }
    err.flush();
    return 1;
  }
}
