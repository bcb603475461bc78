package dev.winnow.ops.cli.operate;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.retry.Retry;
import dev.winnow.ops.retry.RetrySummary;
import dev.winnow.ops.terminal.ProgressBars;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Reopens prompts that ended as FAILED: they go on where they stood, with new candidates.",
      "Prompts that are SATISFIED or EXHAUSTED stay as they are. Exit status 1 if some are no longer on the topic."
    },
    footer = {
      "",
      "Examples:",
      "  winnow retry --dry-run",
      "  winnow retry --recipe arithmetic --reason CONTENT_FILTER --reason SERVER_ERROR"
    })
public final class RetryCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description = "Retry the prompts of this recipe alone.")
  private @Nullable String recipe;

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "Retry what failed with this reason code alone; may be repeated.")
  private Set<String> reasons = Set.of();

  @Option(names = "--dry-run", description = "Only say how many have failed, by reason.")
  private boolean dryRun;

  @Override
  public Integer call() throws IOException {
    Retry retry = new Retry(connection.connect(), Optional.ofNullable(recipe), reasons);
    PrintWriter out = spec.commandLine().getOut();
    RetrySummary summary = dryRun ? retry.dryRun() : run(retry);
    if (json.chosen()) {
      JsonOption.print(summary, out);
      return summary.missing() > 0 ? 1 : 0;
    }
    print(summary, out);
    return summary.missing() > 0 ? 1 : 0;
  }

  private void print(RetrySummary summary, PrintWriter out) {
    summary.byReason().forEach((code, prompts) -> out.printf("%,10d failed   %s%n", prompts, code));
    if (summary.failed() == 0) {
      out.println("no such prompt has failed");
    } else if (!dryRun) {
      out.printf("%,10d reopened%n", summary.reopened());
    }
    if (summary.missing() > 0) {
      out.printf(
          "%,10d are no longer on the topic of prompts; publish them again from their file, such as %s%n",
          summary.missing(), summary.named());
    }
    out.flush();
  }

  private static RetrySummary run(Retry retry) {
    try (ProgressBar bar = ProgressBars.of("retry", -1).setUnit(" prompts", 1).build()) {
      return retry.run(bar::stepTo);
    }
  }
}
