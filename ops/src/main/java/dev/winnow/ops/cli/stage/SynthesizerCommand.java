package dev.winnow.ops.cli.stage;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.EngineOptions;
import dev.winnow.ops.cli.option.HttpAccessOptions;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.PoolName;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.worker.SynthesizerStage;
import dev.winnow.worker.engine.EngineSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "synthesizer",
    mixinStandardHelpOptions = true,
    description =
        "Runs a worker of a pool as a process of its own. Start as many as there are GPUs.")
public final class SynthesizerCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private OperationsOptions operations;
  @Mixin private HttpAccessOptions access;
  @Mixin private WorkerOptions worker;
  @Mixin private EngineOptions engine;

  @Option(
      names = "--pool",
      paramLabel = "POOL",
      converter = PoolName.class,
      defaultValue = "default",
      description = "Pool to work for (default: ${DEFAULT-VALUE}).")
  private String pool;

  @Override
  public Integer call() throws Exception {
    WorkerConfig config = worker.config(pool);
    EngineSource checked = engine.engine();
    Operations port = operations.operations(access);
    return StageRunner.run(
        new SynthesizerStage(port.connected(connection.connect()), config, checked), port);
  }
}
