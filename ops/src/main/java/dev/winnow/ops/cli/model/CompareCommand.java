package dev.winnow.ops.cli.model;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.compare.ComparisonChart;
import dev.winnow.ops.compare.ComparisonPlan;
import dev.winnow.ops.compare.ComparisonReport;
import dev.winnow.ops.compare.ComparisonTable;
import dev.winnow.ops.compare.ResultFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = {
      "Compares the arms of an experiment over its seeds, by comparisons that were planned before:"
          + " pass rates and differences with 95 %% intervals, tests, and a verdict for each"
          + " hypothesis.",
      "A line of RESULTS is {\"seed\", \"arm\", \"candidates\", \"training\", \"measured\"}: what"
          + " 'train --json' and 'likelihood --json' or 'evaluate --json' printed."
    },
    footer = {
      "",
      "Examples:",
      "  winnow compare --plan ops/experiments/dart/plan.json .winnow/dart/results.jsonl",
      "",
      "Exit status: 0 done, 1 the plan or the results cannot be used, 2 wrong arguments."
    })
public final class CompareCommand implements Callable<Integer> {
  @Option(
      names = "--plan",
      required = true,
      paramLabel = "FILE",
      description =
          "Groups of families, the smallest difference that would matter, and the comparisons"
              + " (JSON).")
  private Path plan;

  @Option(
      names = "--svg",
      paramLabel = "FILE",
      description = "Where a chart of the arms goes (default: none).")
  private @Nullable Path svg;

  @Option(
      names = "--group",
      paramLabel = "GROUP",
      description =
          "With --svg: the group of families to draw (default: that of the first" + " comparison).")
  private @Nullable String group;

  @Parameters(paramLabel = "RESULTS", description = "JSON lines, one for each arm and seed.")
  private Path results;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    if (group != null && svg == null) {
      throw new ParameterException(spec.commandLine(), "--group: goes with --svg");
    }
    ComparisonPlan planned = ComparisonPlan.read(plan);
    ComparisonReport report = ComparisonReport.of(planned, ResultFile.read(results));
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(report, out);
    } else {
      ComparisonTable.print(report, out);
    }
    if (svg != null) {
      String drawn = group == null ? planned.planned().getFirst().group() : group;
      ComparisonChart.write(report, drawn, svg);
    }
    return 0;
  }
}
