package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.RewardBench;
import dev.winnow.ops.bench.ScoringBench;
import dev.winnow.ops.cli.option.Home;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "scoring",
    mixinStandardHelpOptions = true,
    description = {
      "Measures tokens per second of a reward model in this process, from requests to scores.",
      "The reference: one plain forward pass of the same texts, in alternating runs.",
      "Then candidates per second from prompts to Parquet, with a scorer that answers at once.",
      "The reference: the same stream without scorers, in alternating runs."
    })
final class ScoringBenchCommand implements Callable<Integer> {
  private static final int REWARD_PROMPTS = 64;
  private static final int REWARD_CANDIDATES = 8;

  @Spec private CommandSpec spec;

  @Option(
      names = "--model",
      paramLabel = "DIRECTORY",
      description = "Reward model (default: the one that comes with Winnow).")
  private @Nullable Path model;

  @Mixin private ComparedBenchOptions compared;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path reward = model == null ? Home.path("models", "abacus-reward") : model;
    double unused =
        new RewardBench(reward, REWARD_PROMPTS, REWARD_CANDIDATES, compared.runs(), out).run();
    new ScoringBench(compared.prompts(), compared.candidates(), compared.runs(), out).run();
    return 0;
  }
}
