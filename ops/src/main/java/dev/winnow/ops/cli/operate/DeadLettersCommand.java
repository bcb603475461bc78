package dev.winnow.ops.cli.operate;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
    name = "dead-letters",
    mixinStandardHelpOptions = true,
    description = "Lists and shows records that no stage could process, and publishes them again.",
    subcommands = {
      DeadLettersListCommand.class,
      DeadLettersShowCommand.class,
      DeadLettersRepublishCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  winnow dead-letters list --reason UNKNOWN_SCHEMA --within 2h",
      "  winnow dead-letters show 0/17",
      "  winnow dead-letters republish --dry-run --stage planner"
    })
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
