package dev.winnow.ops.cli.dataset;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.DatasetsHelp;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.terminal.AuditPrinter;
import dev.winnow.ops.terminal.ProgressBars;
import dev.winnow.sink.audit.Audit;
import dev.winnow.sink.audit.AuditReport;
import dev.winnow.sink.storage.DatasetsLocation;
import dev.winnow.sink.storage.Storage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Checks that the books balance: for every prompt that has ended, candidates ordered ="
          + " verdicts = rows.",
      "Each candidate must be there exactly once and belong to an order. What was selected and"
          + " paired must name rows that are there.",
      "Exit status 1 on an imbalance."
    })
public final class AuditCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(
      names = "--datasets",
      paramLabel = "DATASETS",
      description = DatasetsHelp.EXISTING + " to audit too; without it, the topics alone.")
  private @Nullable DatasetsLocation datasets;

  @Option(
      names = "--wait-seconds",
      paramLabel = "SECONDS",
      converter = WholeNumber.CountOrNone.class,
      defaultValue = "60",
      description = "How long to wait for the sink to catch up (default: ${DEFAULT-VALUE}).")
  private int waitSeconds;

  @Override
  public Integer call() throws Exception {
    AuditReport report;
    try (Storage storage = datasets == null ? null : datasets.open()) {
      report = audit(Optional.ofNullable(storage));
    }
    if (json.chosen()) {
      JsonOption.print(report, spec.commandLine().getOut());
    } else {
      AuditPrinter.print(report, datasets != null, spec.commandLine().getOut());
    }
    return report.balanced() ? 0 : 1;
  }

  private AuditReport audit(Optional<Storage> storage) throws IOException, InterruptedException {
    Audit audit = new Audit(connection.connect(), storage, Duration.ofSeconds(waitSeconds));
    try (ProgressBar bar = ProgressBars.of("audit", -1).setUnit(" records", 1).build()) {
      return audit.run(
          (what, records) -> {
            bar.stepTo(records);
            bar.setExtraMessage(what);
          });
    }
  }
}
