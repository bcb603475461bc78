package dev.winnow.ops.cli.recipe;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.planner.strategy.StrategyPlugin;
import dev.winnow.producers.recipe.RecipeSchema;
import dev.winnow.schemas.rules.CurationCatalog;
import dev.winnow.schemas.rules.PolicyCatalog;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says what recipes can name. */
@Command(
    name = "recipes",
    mixinStandardHelpOptions = true,
    description =
        "List the allocation strategies, scorers and curation policies that recipes can name, with"
            + " their options.",
    footer = {
      "",
      "A recipe names each where it is used, and gives the options beside the name:",
      "  allocation: {strategy: uniform, accepted: 4, max_candidates: 64}",
      "  curate: {selected: {by: rso, beta: 0.5}, pairs: {policy: max_min}}",
      "A jar on the class path may bring further ones. 'winnow checks' lists the checks."
    })
public final class RecipesCommand implements Callable<Integer> {
  @Option(
      names = "--schema",
      description = "Print the JSON Schema of recipes instead, for the strategies installed here.")
  private boolean schema;

  @Mixin private JsonOption json;
  @Spec private CommandSpec command;

  /** What recipes can name, by the field that names it. */
  private record RecipeWords(
      List<PluginDocument> strategies,
      List<PluginDocument> scorers,
      List<PluginDocument> selections,
      List<PluginDocument> pairs) {
    static RecipeWords installed() {
      CurationCatalog curation = Installed.catalog().curation();
      return new RecipeWords(
          PluginDocument.of(StrategyPlugin.installed()),
          PluginDocument.of(Installed.catalog().verification().scorers().types()),
          PluginDocument.of(curation.selections().policies()),
          PluginDocument.of(curation.pairs().policies()));
    }
  }

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    if (schema) {
      out.print(RecipeSchema.print(Installed.catalog()));
    } else if (json.chosen()) {
      JsonOption.print(RecipeWords.installed(), out);
    } else {
      print(out);
    }
    out.flush();
    return 0;
  }

  private static void print(PrintWriter out) {
    CurationCatalog curation = Installed.catalog().curation();
    out.printf("allocation.strategy%n%n");
    PluginPrinter.print(StrategyPlugin.installed(), out);
    out.printf("%nverify.scorers[].type%n%n");
    PluginPrinter.print(Installed.catalog().verification().scorers().types(), out);
    print("curate.selected.by", curation.selections(), out);
    print("curate.pairs.policy", curation.pairs(), out);
  }

  private static void print(String field, PolicyCatalog catalog, PrintWriter out) {
    out.printf("%n%s%n%n", field);
    PluginPrinter.print(catalog.policies(), out);
    out.printf("all of them%n");
    PluginPrinter.printOptions(catalog.settings(), out);
  }
}
