package dev.winnow.ops.cli.dataset;

import dev.winnow.ops.cli.option.DatasetsHelp;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.PluginFlags;
import dev.winnow.ops.cli.option.TargetFile;
import dev.winnow.ops.export.EasyToHard;
import dev.winnow.ops.export.EasyToHard.Ease;
import dev.winnow.ops.export.Export;
import dev.winnow.ops.export.ExportPlugin;
import dev.winnow.ops.export.ExportRun;
import dev.winnow.ops.export.GuardedExport;
import dev.winnow.ops.export.LineFile;
import dev.winnow.ops.export.StoredOrder;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.schemas.plugin.PluginCalls;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    modelTransformer = ExportCommand.AddFlags.class,
    description = {
      "Writes the datasets of a recipe as JSON lines in the layout of a trainer.",
      "It reads each row that is committed now once; sinks and compactions may run meanwhile.",
      "Of candidates that were judged again it writes the row of the current verdict."
    },
    footer = {
      "",
      "Examples:",
      "  winnow export --datasets .winnow/datasets --as trl_sft arithmetic sft.jsonl",
      "  winnow export --datasets .winnow/datasets --as trl_preference arithmetic pairs.jsonl",
      "  winnow export --datasets .winnow/datasets --as trl_preference --order easy_to_hard"
          + " --easy-by both arithmetic pairs.jsonl"
    })
public final class ExportCommand implements Callable<Integer> {
  private static final PluginFlags FLAGS = new PluginFlags("--as", ExportPlugin.installed());

  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Option(
      names = "--datasets",
      paramLabel = "DATASETS",
      required = true,
      description = DatasetsHelp.EXISTING + ".")
  private DatasetsLocation datasets;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "LAYOUT",
      completionCandidates = ExportLayouts.class,
      description = "What is written: ${COMPLETION-CANDIDATES}.")
  private String layout;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      defaultValue = "stored",
      description =
          "Order of the rows: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). The second one"
              + " sorts beside FILE, on disk.")
  private Order order;

  @Option(
      names = "--easy-by",
      paramLabel = "WHAT",
      defaultValue = "pass_rate",
      description =
          "What makes a row easy: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}): the final"
              + " pass rate of its prompt, the gap between the scores of a pair, or the pass rate"
              + " and then the gap.")
  private Ease ease;

  @Parameters(index = "0", paramLabel = "RECIPE", description = "Whose datasets are read.")
  private String recipe;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "The file to write; it appears when it is whole, and replaces an older one.")
  private Path file;

  /** The order of rows. */
  enum Order {
    STORED,
    EASY_TO_HARD
  }

  /** Adds the flags of every layout. */
  static final class AddFlags implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      FLAGS.addTo(command);
      return command;
    }
  }

  @Override
  public Integer call() throws IOException {
    try {
      return export(ExportPlugin.installed().require(layout));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private <C extends Record> int export(ExportPlugin<C> plugin) throws IOException {
    C options = FLAGS.bind(plugin, spec.commandLine());
    String name = "layout '%s'".formatted(plugin.name());
    List<String> read = PluginCalls.guarded(name, () -> plugin.datasets(options));
    boolean isOrdered = order == Order.EASY_TO_HARD;
    if (isOrdered) {
      ease.requireIn(plugin.name(), read);
    }
    try (Storage storage = datasets.open()) {
      List<String> orderedBy = isOrdered ? ease.datasets() : List.of();
      ExportRun run = new ExportRun(storage, recipe, read, orderedBy);
      Export export = PluginCalls.guarded(name, () -> plugin.create(options));
      Written written = write(run, new GuardedExport(name, export));
      print(
          new Exported(
              written.rows(), plugin.name(), file.toString(), run.rows(), read, written.last()));
    }
    return 0;
  }

  private void print(Exported done) {
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(done, out);
      return;
    }
    out.printf(
        "%,d rows as %s in %s, from %,d rows of %s%n",
        done.rows(),
        done.layout(),
        done.file(),
        done.rowsRead(),
        String.join(", ", done.datasets()));
    if (done.ofUnknownEase() > 0) {
      out.printf("%,d of them come last: nothing says how easy they are%n", done.ofUnknownEase());
    }
    out.flush();
  }

  /**
   * What was done.
   *
   * @param rows number of rows in the file
   * @param rowsRead number of rows of these datasets
   * @param ofUnknownEase number of rows that come last because nothing says how easy they are
   */
  private record Exported(
      long rows,
      String layout,
      String file,
      long rowsRead,
      List<String> datasets,
      long ofUnknownEase) {}

  /**
   * What was written.
   *
   * @param last number of rows of unknown ease
   */
  private record Written(long rows, long last) {}

  /** A reader never sees half of the file, and a failure leaves the old one. */
  private Written write(ExportRun run, Export export) throws IOException {
    Path target = TargetFile.of(file);
    Path parent = target.getParent();
    Path directory = Files.createDirectories(parent == null ? Path.of(".") : parent);
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    try (ProgressBar bar = ProgressBars.of("export", run.rows()).build();
        LineFile lines = new LineFile(unfinished)) {
      long last = 0;
      if (order == Order.STORED) {
        run.write(export, new StoredOrder(lines::write), bar::stepTo);
      } else {
        try (EasyToHard easyToHard = new EasyToHard(ease, directory, lines::write)) {
          run.write(export, easyToHard, bar::stepTo);
          last = easyToHard.unknown();
        }
      }
      lines.close();
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      return new Written(lines.written(), last);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
