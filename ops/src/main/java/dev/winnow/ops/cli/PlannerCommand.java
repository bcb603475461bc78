package dev.winnow.ops.cli;

import dev.winnow.synthesizer.planner.PlannerConfig;
import dev.winnow.synthesizer.planner.PlannerStage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "planner",
    mixinStandardHelpOptions = true,
    description = "Runs the planner as a process of its own.")
final class PlannerCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private StreamsOptions streams;
  @Mixin private TopicOptions topics;

  @Override
  public Integer call() throws Exception {
    PlannerConfig config = PlannerConfig.of(streams.properties(), topics.settings());
    return StageRunner.run(PlannerStage.create(connection.connect(), config));
  }
}
