package dev.winnow.ops.cli;

import dev.winnow.ops.export.Export;
import dev.winnow.ops.export.ExportPlugin;
import dev.winnow.ops.export.ExportRun;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
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
      "  winnow export --datasets .winnow/datasets --as trl_preference arithmetic pairs.jsonl"
    })
final class ExportCommand implements Callable<Integer> {
  private static final PluginFlags FLAGS = new PluginFlags("--as", ExportPlugin.installed());

  @Spec private CommandSpec spec;

  @Option(names = "--datasets", required = true, description = DatasetsHelp.EXISTING + ".")
  private DatasetsLocation datasets;

  @Option(
      names = "--as",
      required = true,
      paramLabel = "LAYOUT",
      completionCandidates = ExportLayouts.class,
      description = "What is written: ${COMPLETION-CANDIDATES}.")
  private String layout;

  @Parameters(index = "0", paramLabel = "RECIPE", description = "Whose datasets are read.")
  private String recipe;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "The file to write; it appears when it is whole, and replaces an older one.")
  private Path file;

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
    List<String> read = plugin.datasets(options);
    try (Storage storage = datasets.open()) {
      ExportRun run = new ExportRun(storage, recipe, read);
      long written = write(run, plugin.create(options));
      PrintWriter out = spec.commandLine().getOut();
      out.printf(
          "%,d rows as %s in %s, from %,d rows of %s%n",
          written, plugin.name(), file, run.rows(), String.join(", ", read));
      out.flush();
    }
    return 0;
  }

  /** A reader never sees half of the file, and a failure leaves the old one. */
  private long write(ExportRun run, Export export) throws IOException {
    Path target = file.toAbsolutePath();
    Path parent = target.getParent();
    Files.createDirectories(parent == null ? Path.of(".") : parent);
    Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
    try (ProgressBar bar = ProgressBars.of("export", run.rows()).build();
        Writer out = Files.newBufferedWriter(unfinished)) {
      long written = run.write(export, out, bar::stepTo);
      out.close();
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
