package dev.winnow.ops.cli;

import dev.winnow.ops.cli.option.PluginFlags;
import dev.winnow.runtime.access.ActionLog;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;

/** Runs a command; one that changes something is a line in the log of operator actions. */
final class ActionRecorder implements IExecutionStrategy {
  private static final Set<String> ACTIONS =
      Set.of(
          "publish",
          "retry",
          "reverify",
          "topics",
          "drop",
          "compact",
          "tokens add",
          "tokens remove",
          "dead-letters republish");

  @Override
  public int execute(ParseResult parsed) {
    requirePlugins(parsed.asCommandLineList().getLast());
    String command = command(parsed);
    if (!ACTIONS.contains(command) || isHelp(parsed)) {
      return new RunLast().execute(parsed);
    }
    String target = String.join(" ", parsed.originalArgs());
    try {
      int status = new RunLast().execute(parsed);
      ActionLog.record(
          ActionLog.processUser(), command, target, status == 0 ? "done" : "status " + status);
      return status;
    } catch (ExecutionException e) {
      String reason =
          e.getCause() instanceof Exception cause ? Winnow.message(cause) : e.toString();
      ActionLog.record(ActionLog.processUser(), command, target, "failed: " + reason);
      throw e;
    }
  }

  /** A command whose plug-ins cannot be used says so, whatever it was asked for. */
  private static void requirePlugins(CommandLine command) {
    PluginFlags.failure(command.getCommandSpec())
        .ifPresent(
            bad -> {
              throw new ExecutionException(command, String.valueOf(bad.getMessage()), bad);
            });
  }

  /** Returns the name below {@code winnow}. */
  private static String command(ParseResult parsed) {
    CommandLine last = parsed.asCommandLineList().getLast();
    String whole = last.getCommandSpec().qualifiedName(" ");
    return whole.substring(whole.indexOf(' ') + 1);
  }

  private static boolean isHelp(ParseResult parsed) {
    return parsed.asCommandLineList().stream()
        .map(CommandLine::getParseResult)
        .anyMatch(result -> result.isUsageHelpRequested() || result.isVersionHelpRequested());
  }
}
