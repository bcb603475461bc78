package dev.winnow.ops.cli.stage;

import dev.winnow.curator.CuratorStage;
import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.HttpAccessOptions;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.StreamsOptions;
import dev.winnow.runtime.operations.Operations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "curator",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a curator as a process of its own.",
      "It selects and pairs the candidates of prompts that have ended, as their recipes' `curate`"
          + " says, and writes the topics `selected` and `pairs`."
    })
public final class CuratorCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private OperationsOptions operations;
  @Mixin private HttpAccessOptions access;
  @Mixin private StreamsOptions streams;

  @Override
  public Integer call() throws Exception {
    Operations port = operations.operations(access);
    return StageRunner.run(
        CuratorStage.create(port.connected(connection.connect()), streams.properties()), port);
  }
}
