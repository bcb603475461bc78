package dev.winnow.ops.cli;

import dev.winnow.ops.retry.Retry;
import dev.winnow.ops.terminal.ProgressBars;
import java.io.PrintWriter;
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
    name = "retry",
    mixinStandardHelpOptions = true,
    description = {
      "Opens prompts of a recipe again that have FAILED: it publishes them again as they are on the topic.",
      "Their counts continue and no candidate is sampled twice. Prompts that are satisfied or exhausted stay so."
    },
    footer = {
      "",
      "Examples:",
      "  winnow retry --recipe gsm8k --dry-run",
      "  winnow retry --recipe gsm8k --reason CONTENT_FILTER",
      "",
      "Exit status: 0 done, 1 some failed prompts are no longer on the topic."
    })
final class RetryCommand implements Callable<Integer> {
  private static final int SHOWN = 20;

  @Mixin private ConnectionOptions connection;
  @Spec private CommandSpec spec;

  @Option(
      names = "--recipe",
      required = true,
      paramLabel = "NAME",
      description = "Name of the recipe whose failed prompts are opened again.")
  private String recipe;

  @Option(
      names = "--reason",
      paramLabel = "CODE",
      description = "Only those that failed with this reason code (default: all).")
  private @Nullable String reason;

  @Option(names = "--dry-run", description = "Count them by reason, and publish nothing.")
  private boolean isDryRun;

  @Override
  public Integer call() throws Exception {
    Retry.Result result;
    try (ProgressBar bar =
        ProgressBars.of("retry").setInitialMax(-1).setUnit(" records", 1).build()) {
      result =
          new Retry(connection.connect(), bar::stepTo)
              .run(recipe, Optional.ofNullable(reason), isDryRun);
    }
    print(result, spec.commandLine().getOut());
    return result.missing().isEmpty() ? 0 : 1;
  }

  private void print(Retry.Result result, PrintWriter out) {
    result.failed().forEach((code, prompts) -> out.printf("%,9d  %s%n", prompts, code));
    int failed = result.failed().values().stream().mapToInt(Integer::intValue).sum();
    out.printf(
        isDryRun
            ? "%,d prompts of recipe '%s' have failed; nothing was published%n"
            : "%,d prompts of recipe '%s' had failed; %,d were published again%n",
        failed,
        recipe,
        result.published());
    if (!result.missing().isEmpty()) {
      out.printf(
          "%,d are no longer on the topic; publish the file that they came from again:%n",
          result.missing().size());
      result.missing().stream().limit(SHOWN).forEach(id -> out.printf("  %s%n", id));
    }
    out.flush();
  }
}
