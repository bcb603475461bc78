package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.deadletters.DeadLetterFilter;
import dev.winnow.ops.deadletters.RepublishReport;
import dev.winnow.ops.deadletters.Republisher;
import dev.winnow.ops.terminal.Printable;
import dev.winnow.ops.terminal.ProgressBars;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "republish",
    mixinStandardHelpOptions = true,
    description = {
      "Publishes the records of dead letters again, with their original bytes and partition.",
      "Mend the cause first. A record that was processed meanwhile is dropped by its reader, so"
          + " that the command may be repeated. Letters stay on their topic.",
      "Rows and progress are left: judge candidates again with 'winnow reverify'.",
      "Exit status 1 if some letters were left."
    })
final class DeadLettersRepublishCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private DeadLetterOptions options;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Letters, as 'list' prints them; without any, all that the options mean.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--all", description = "Republishes every letter.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only says what would be published.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    DeadLetterFilter filter = options.filter(ids, Instant.now());
    if (filter.isAll() && !all && !dryRun) {
      throw new ParameterException(
          spec.commandLine(),
          "name letters by ID, --stage, --topic, --reason or --within, or give --all");
    }
    Republisher republisher = new Republisher(connection.connect());
    RepublishReport report = dryRun ? republisher.dryRun(filter) : run(republisher, filter);
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(report, out);
    } else {
      print(report, out);
    }
    return report.leftCount() > 0 ? 1 : 0;
  }

  private static RepublishReport run(Republisher republisher, DeadLetterFilter filter) {
    try (ProgressBar bar = ProgressBars.of("republish", -1).setUnit(" records", 1).build()) {
      return republisher.run(filter, bar::stepTo);
    }
  }

  private void print(RepublishReport report, PrintWriter out) {
    String verb = dryRun ? "would be published to" : "published to";
    report
        .published()
        .forEach((topic, count) -> out.printf("%,10d %s %s%n", count, verb, Printable.line(topic)));
    if (report.published().isEmpty()) {
      out.println("nothing to publish");
    }
    report
        .left()
        .forEach(left -> out.printf("left %s: %s%n", left.id(), Printable.line(left.reason())));
    if (report.leftCount() > report.left().size()) {
      out.printf("and %,d more were left%n", report.leftCount() - report.left().size());
    }
    out.flush();
  }
}
