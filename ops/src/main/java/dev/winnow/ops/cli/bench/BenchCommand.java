package dev.winnow.ops.cli.bench;

import dev.winnow.ops.bench.ConsoleBench;
import dev.winnow.ops.bench.LatencyBench;
import dev.winnow.ops.bench.MetricsBench;
import dev.winnow.ops.bench.PipelineBench;
import dev.winnow.ops.bench.RewardBench;
import dev.winnow.ops.bench.ScoringBench;
import dev.winnow.ops.bench.SinkBench;
import dev.winnow.ops.bench.planner.PlannerBench;
import dev.winnow.ops.bench.planner.PlannerBenchConfig;
import dev.winnow.ops.cli.option.GivenValues;
import dev.winnow.ops.cli.option.Home;
import dev.winnow.ops.cli.option.WholeNumber;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description =
        "Benchmarks: each prints a ratio to a reference that it measures in the same run.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchCommand.Pipeline.class,
      BenchCommand.Scoring.class,
      BenchCommand.Metrics.class,
      BenchCommand.ConsolePages.class,
      BenchCommand.Latency.class,
      BenchCommand.Planner.class,
      BenchCommand.Sink.class,
      RestoreBenchCommand.class,
      CodeBenchCommand.class,
      VerifyBenchCommand.class,
      HelpCommand.class
    })
public final class BenchCommand {
  /** Options of benchmarks of the whole stream. */
  static final class StreamOptions {
    @Option(
        names = "--candidates",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "64",
        description = "Candidates for each prompt (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Option(
        names = "--runs",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "3",
        description = "Runs of each kind after a warm-up of one (default: ${DEFAULT-VALUE}).")
    private int runs;
  }

  /** Options of benchmarks that run the whole stream in two forms, in turns. */
  static final class ComparedOptions {
    @Option(
        names = "--prompts",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "250",
        description = "Prompts in each run (default: ${DEFAULT-VALUE}).")
    private int prompts;

    @Mixin private StreamOptions stream;
  }

  @Command(
      name = "pipeline",
      mixinStandardHelpOptions = true,
      description = {
        "Measures candidates per second from prompts to Parquet, with an engine that answers at"
            + " once.",
        "The reference: plain producers and consumers over the same broker, for the same bytes and"
            + " hops."
      })
  static final class Pipeline implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--prompts",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "500",
        description = "Prompts in each run (default: ${DEFAULT-VALUE}).")
    private int prompts;

    @Mixin private StreamOptions stream;

    @Override
    public Integer call() throws Exception {
      new PipelineBench(prompts, stream.candidates, stream.runs, spec.commandLine().getOut()).run();
      return 0;
    }
  }

  @Command(
      name = "scoring",
      mixinStandardHelpOptions = true,
      description = {
        "Measures tokens per second of a reward model in this process, from requests to scores.",
        "The reference: one plain forward pass of the same texts, in alternating runs.",
        "Then candidates per second from prompts to Parquet, with a scorer that answers at once.",
        "The reference: the same stream without scorers, in alternating runs."
      })
  static final class Scoring implements Callable<Integer> {
    private static final int REWARD_PROMPTS = 64;
    private static final int REWARD_CANDIDATES = 8;

    @Spec private CommandSpec spec;

    @Option(
        names = "--model",
        paramLabel = "DIRECTORY",
        description = "Reward model (default: the one that comes with Winnow).")
    private @Nullable Path model;

    @Mixin private ComparedOptions compared;

    @Override
    public Integer call() throws Exception {
      PrintWriter out = spec.commandLine().getOut();
      Path reward = model == null ? Home.path("models", "abacus-reward") : model;
      double unused =
          new RewardBench(reward, REWARD_PROMPTS, REWARD_CANDIDATES, compared.stream.runs, out)
              .run();
      new ScoringBench(compared.prompts, compared.stream.candidates, compared.stream.runs, out)
          .run();
      return 0;
    }
  }

  @Command(
      name = "metrics",
      mixinStandardHelpOptions = true,
      description = {
        "Measures candidates per second from prompts to Parquet, with metrics that are scraped.",
        "The reference: the same stream without metrics, in alternating runs. Processor time is"
            + " compared too."
      })
  static final class Metrics implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private ComparedOptions compared;

    @Override
    public Integer call() throws Exception {
      new MetricsBench(
              compared.prompts,
              compared.stream.candidates,
              compared.stream.runs,
              spec.commandLine().getOut())
          .run();
      return 0;
    }
  }

  @Command(
      name = "console",
      mixinStandardHelpOptions = true,
      description = {
        "Measures candidates per second from prompts to Parquet, while three clients take the"
            + " console's events as open pages do.",
        "The reference: the same stream without clients, in alternating runs. Processor time is"
            + " compared too; that of the clients is counted."
      })
  static final class ConsolePages implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Mixin private ComparedOptions compared;

    @Override
    public Integer call() throws Exception {
      new ConsoleBench(
              compared.prompts,
              compared.stream.candidates,
              compared.stream.runs,
              spec.commandLine().getOut())
          .run();
      return 0;
    }
  }

  @Command(
      name = "latency",
      mixinStandardHelpOptions = true,
      description = {
        "Measures how long one prompt takes in an idle service, with an engine that answers at"
            + " once.",
        "The time is from its publishing until a client sees on the progress topic that it has"
            + " ended.",
        "The reference: a record from a plain producer to a plain consumer of the same broker."
      })
  static final class Latency implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--prompts",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "300",
        description = "Prompts that are measured, after a warm-up (default: ${DEFAULT-VALUE}).")
    private int prompts;

    @Option(
        names = "--candidates",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "4",
        description = "Candidates for each prompt (default: ${DEFAULT-VALUE}).")
    private int candidates;

    @Override
    public Integer call() throws Exception {
      new LatencyBench(prompts, candidates, spec.commandLine().getOut()).run();
      return 0;
    }
  }

  @Command(
      name = "planner",
      mixinStandardHelpOptions = true,
      description = {
        "Measures verdicts and decisions per second of the planner, and the state of a prompt in"
            + " bytes.",
        "Verdicts are drawn instead of judged.",
        "The reference: the least Kafka Streams application that could do the work. It is"
            + " exactly-once too, counts each prompt's verdicts in one store, and orders when it"
            + " has counted a round."
      },
      footer = {
        "",
        "verdicts ahead  all verdicts are on the topic before the first is seen: nothing",
        "                but the planner and its broker works. The reference gets the",
        "                same verdicts.",
        "in the loop     from publishing to the last prompt's end, while requests are",
        "                answered at once over the broker: each round waits for two",
        "                commits or so, and the prompts with most rounds end last",
        "decisions       rounds ordered, and prompts ended"
      })
  static final class Planner implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--prompts",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "5000",
        description = "Prompts live at once in each run (default: ${DEFAULT-VALUE}).")
    private int prompts;

    @Option(
        names = "--runs",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "3",
        description = "Runs of each kind after a warm-up of one (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Option(
        names = "--seed",
        paramLabel = "N",
        defaultValue = "1",
        description =
            "Decides the prompts, how hard each is and what is accepted (default:"
                + " ${DEFAULT-VALUE}).")
    private long seed;

    @Override
    public Integer call() throws Exception {
      new PlannerBench(config(), spec.commandLine().getOut()).run();
      return 0;
    }

    private PlannerBenchConfig config() {
      return GivenValues.of(spec, () -> new PlannerBenchConfig(prompts, runs, seed));
    }
  }

  @Command(
      name = "sink",
      mixinStandardHelpOptions = true,
      description = {
        "Measures rows per second of one sink, and of two, from the topics to committed Parquet"
            + " files.",
        "The reference: parquet-avro that writes the same rows from memory to one file."
      })
  static final class Sink implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
        names = "--rows",
        paramLabel = "N",
        defaultValue = "100000",
        description = "Rows in each run (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
        names = "--runs",
        paramLabel = "N",
        converter = WholeNumber.Count.class,
        defaultValue = "3",
        description = "Runs of each kind after a warm-up of one (default: ${DEFAULT-VALUE}).")
    private int runs;

    @Override
    public Integer call() throws Exception {
      if (rows < 1_000) {
        throw new ParameterException(spec.commandLine(), "--rows: want at least 1000");
      }
      new SinkBench(rows, runs, spec.commandLine().getOut()).run();
      return 0;
    }
  }
}
