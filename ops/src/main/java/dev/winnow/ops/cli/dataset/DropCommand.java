package dev.winnow.ops.cli.dataset;

import dev.winnow.ops.cli.option.DatasetsHelp;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.sink.maintain.DatasetDrop;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "drop",
    mixinStandardHelpOptions = true,
    description = {
      "Deletes a dataset, or all datasets of a recipe. Sinks may run meanwhile.",
      "The logs note that the files are gone, so that sinks start without them. Rows that come"
          + " later are written again."
    })
public final class DropCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Option(
      names = "--datasets",
      paramLabel = "DATASETS",
      required = true,
      description = DatasetsHelp.EXISTING + ".")
  private DatasetsLocation datasets;

  @Parameters(
      paramLabel = "RECIPE[/DATASET]",
      description = "What to give up, such as arithmetic or arithmetic/rejected.")
  private String dataset;

  /** Names of the datasets that are gone. */
  private record Dropped(List<String> dropped) {}

  @Override
  public Integer call() throws IOException {
    int slash = dataset.indexOf('/');
    String recipe = slash < 0 ? dataset : dataset.substring(0, slash);
    Optional<String> outcome =
        slash < 0 ? Optional.empty() : Optional.of(dataset.substring(slash + 1));
    List<String> dropped;
    try (Storage storage = datasets.open()) {
      dropped = DatasetDrop.drop(storage, recipe, outcome, Instant.now());
    }
    if (json.chosen()) {
      JsonOption.print(new Dropped(dropped), spec.commandLine().getOut());
      return 0;
    }
    dropped.forEach(name -> spec.commandLine().getOut().println("dropped " + name));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
