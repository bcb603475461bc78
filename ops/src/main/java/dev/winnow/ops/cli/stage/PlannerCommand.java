package dev.winnow.ops.cli.stage;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.HttpAccessOptions;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.ReplicationOptions;
import dev.winnow.ops.cli.option.StreamsOptions;
import dev.winnow.ops.cli.option.TopicOptions;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.planner.PlannerConfig;
import dev.winnow.planner.PlannerStage;
import dev.winnow.runtime.operations.Operations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "planner",
    mixinStandardHelpOptions = true,
    description = "Runs the planner as a process of its own.")
public final class PlannerCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private OperationsOptions operations;
  @Mixin private HttpAccessOptions access;
  @Mixin private StreamsOptions streams;
  @Mixin private TopicOptions topics;
  @Mixin private ReplicationOptions replication;

  @Option(
      names = "--window",
      converter = WholeNumber.Count.class,
      paramLabel = "CANDIDATES",
      defaultValue = "" + PlannerConfig.DEFAULT_WINDOW,
      description =
          "Most candidates of a pool on order in each partition; what is more waits, so that"
              + " recipes share the pool fairly. Over all partitions it must keep the pool's GPUs"
              + " busy (default: ${DEFAULT-VALUE}).")
  private int window;

  @Override
  public Integer call() throws Exception {
    PlannerConfig config =
        PlannerConfig.of(streams.properties(), replication.settings(topics)).withWindow(window);
    Operations port = operations.operations(access);
    return StageRunner.run(
        PlannerStage.create(
            port.connected(connection.connect()), config, Installed.catalog().verification()),
        port);
  }
}
