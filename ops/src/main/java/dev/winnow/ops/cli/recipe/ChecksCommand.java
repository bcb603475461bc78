package dev.winnow.ops.cli.recipe;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.verifier.check.CheckPlugin;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Lists the checks that are installed. */
@Command(
    name = "checks",
    mixinStandardHelpOptions = true,
    description = "List the checks that recipes can name, with their options.",
    footer = {
      "",
      "A recipe names a check under 'check', and gives its options beside the type:",
      "  check: {type: choice, letters: ABCDE}",
      "A jar on the class path may bring further checks."
    })
public final class ChecksCommand implements Callable<Integer> {
  @Spec private CommandSpec command;
  @Mixin private JsonOption json;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(PluginDocument.of(CheckPlugin.installed()), out);
      return 0;
    }
    PluginPrinter.print(CheckPlugin.installed(), out);
    out.flush();
    return 0;
  }
}
