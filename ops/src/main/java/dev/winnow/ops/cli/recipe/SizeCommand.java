package dev.winnow.ops.cli.recipe;

import dev.winnow.ops.cli.option.JsonOption;
import dev.winnow.ops.size.Cluster;
import dev.winnow.ops.size.Fleet;
import dev.winnow.ops.size.SizeReport;
import dev.winnow.ops.size.SizeTable;
import dev.winnow.ops.size.Sizing;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "size",
    mixinStandardHelpOptions = true,
    description = {
      "Computes what a fleet of GPUs needs beside it: partitions, brokers, network, disk, threads"
          + " of each stage, state and the time to restore it.",
      "Rates of the stages were measured on two cores; network, disk, compression and the speed of"
          + " a restore are assumptions that options change."
    },
    footer = {
      "",
      "Examples:",
      "  winnow size --gpus 100 --tokens-per-second 3000 --response-tokens 1500",
      "  winnow size --gpus 10000 --gpus-per-worker 8 --keep-samples-days 30 --json",
      "",
      "wanted        instances, each used to half of what it bears, so that it can catch up;",
      "              limits of Kafka and disks are used to the end",
      "full at GPUs  the GPUs at which one instance is full",
      "",
      "Exit status: 0 done, 2 wrong arguments."
    })
public final class SizeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private JsonOption json;

  @Option(names = "--gpus", paramLabel = "N", required = true, description = "GPUs that sample.")
  private int gpus;

  @Option(
      names = "--tokens-per-second",
      paramLabel = "TOKENS",
      defaultValue = "2500",
      description = "Generated tokens a second of one GPU (default: ${DEFAULT-VALUE}).")
  private double tokensPerSecond;

  @Option(
      names = "--sequences-per-gpu",
      paramLabel = "N",
      defaultValue = "256",
      description = "Candidates that one GPU samples at once (default: ${DEFAULT-VALUE}).")
  private int sequences;

  @Option(
      names = "--gpus-per-worker",
      paramLabel = "N",
      defaultValue = "1",
      description = "GPUs behind one worker process (default: ${DEFAULT-VALUE}).")
  private int gpusPerWorker;

  @Option(
      names = "--response-tokens",
      paramLabel = "TOKENS",
      defaultValue = "800",
      description = "Mean tokens of a response (default: ${DEFAULT-VALUE}).")
  private double responseTokens;

  @Option(
      names = "--prompt-tokens",
      paramLabel = "TOKENS",
      defaultValue = "200",
      description = "Mean tokens of a prompt (default: ${DEFAULT-VALUE}).")
  private double promptTokens;

  @Option(
      names = "--bytes-per-token",
      paramLabel = "BYTES",
      defaultValue = "4",
      description = "Mean bytes of a token (default: ${DEFAULT-VALUE}).")
  private double bytesPerToken;

  @Option(
      names = "--candidates-per-prompt",
      paramLabel = "N",
      defaultValue = "32",
      description = "Mean candidates of a prompt (default: ${DEFAULT-VALUE}).")
  private double candidatesPerPrompt;

  @Option(
      names = "--candidates-per-request",
      paramLabel = "N",
      defaultValue = "8",
      description = "Mean candidates of a sampling request (default: ${DEFAULT-VALUE}).")
  private double candidatesPerRequest;

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "3",
      description = "Copies of every record (default: ${DEFAULT-VALUE}).")
  private int replication;

  @Option(
      names = "--keep-work-days",
      paramLabel = "DAYS",
      defaultValue = "7",
      description =
          "Days that prompts, requests, candidates and verdicts are kept (default: ${DEFAULT-VALUE}).")
  private double workDays;

  @Option(
      names = "--keep-samples-days",
      paramLabel = "DAYS",
      defaultValue = "365",
      description = "Days that rows are kept (default: ${DEFAULT-VALUE}).")
  private double sampleDays;

  @Option(
      names = "--compression",
      paramLabel = "SHARE",
      defaultValue = "0.4",
      description = "Stored bytes for each byte of a record (assumed: ${DEFAULT-VALUE}).")
  private double compression;

  @Option(
      names = "--broker-mb-per-second",
      paramLabel = "MB",
      defaultValue = "500",
      description = "Network of one broker, in one direction (assumed: ${DEFAULT-VALUE}).")
  private double brokerMegabytes;

  @Option(
      names = "--broker-disk-tb",
      paramLabel = "TB",
      defaultValue = "16",
      description = "Disk of one broker, filled to 70 %% (assumed: ${DEFAULT-VALUE}).")
  private double brokerTerabytes;

  @Option(
      names = "--restore-mb-per-second",
      paramLabel = "MB",
      defaultValue = "50",
      description =
          "Speed at which one instance restores state; 'bench restore' measured 107 MB/s beside its broker (default, with a network between: ${DEFAULT-VALUE}).")
  private double restoreMegabytes;

  @Override
  public Integer call() {
    SizeReport report = report();
    PrintWriter out = spec.commandLine().getOut();
    if (json.chosen()) {
      JsonOption.print(report, out);
    } else {
      SizeTable.print(report, out);
    }
    return 0;
  }

  private SizeReport report() {
    try {
      return Sizing.of(
          new Fleet(
              gpus,
              tokensPerSecond,
              sequences,
              gpusPerWorker,
              responseTokens,
              promptTokens,
              bytesPerToken,
              candidatesPerPrompt,
              candidatesPerRequest),
          new Cluster(
              replication,
              workDays,
              sampleDays,
              compression,
              brokerMegabytes,
              brokerTerabytes,
              restoreMegabytes));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
