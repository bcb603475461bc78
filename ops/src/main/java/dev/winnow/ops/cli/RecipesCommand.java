package dev.winnow.ops.cli;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.producers.recipe.RecipeSchema;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what recipes can name. */
@Command(
    name = "recipes",
    mixinStandardHelpOptions = true,
    description = "List the allocation strategies that recipes can name, with their options.",
    footer = {
      "",
      "A recipe names a strategy under 'allocation', and gives its options beside it:",
      "  allocation: {strategy: uniform, accepted: 4, max_candidates: 64}",
      "A jar on the class path may bring further strategies. 'winnow checks' lists the checks."
    })
final class RecipesCommand implements Callable<Integer> {
  @Option(
      names = "--schema",
      description = "Print the JSON Schema of recipes instead, for the strategies installed here.")
  private boolean schema;

  @Spec private CommandSpec command;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    if (schema) {
      out.print(RecipeSchema.print(Installed.catalog()));
    } else {
      PluginPrinter.print(StrategyPlugin.installed(), out);
    }
    out.flush();
    return 0;
  }
}
