package dev.winnow.ops.cli.stage;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.HttpAccessOptions;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.StreamsOptions;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.verifier.VerifierConfig;
import dev.winnow.verifier.VerifierStage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "verifier",
    mixinStandardHelpOptions = true,
    description = "Runs a verifier as a process of its own.")
public final class VerifierCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private OperationsOptions operations;
  @Mixin private HttpAccessOptions access;
  @Mixin private StreamsOptions streams;

  @Override
  public Integer call() throws Exception {
    Operations port = operations.operations(access);
    return StageRunner.run(
        VerifierStage.create(
            port.connected(connection.connect()), VerifierConfig.of(streams.properties())),
        port);
  }
}
