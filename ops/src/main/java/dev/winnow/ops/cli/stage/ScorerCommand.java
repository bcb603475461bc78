package dev.winnow.ops.cli.stage;

import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.HttpAccessOptions;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.PoolName;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.runtime.share.WorkerConfig;
import dev.winnow.scorer.stage.ScorerStage;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "scorer",
    mixinStandardHelpOptions = true,
    description =
        "Runs a worker that scores candidates for the recipes that name its pool. Start as many as"
            + " there are GPUs or servers.")
public final class ScorerCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private OperationsOptions operations;
  @Mixin private HttpAccessOptions access;
  @Mixin private WorkerOptions worker;
  @Mixin private ScorerOptions scorer;

  @Option(
      names = "--pool",
      paramLabel = "POOL",
      converter = PoolName.class,
      required = true,
      description = "Scoring pool to work for, as 'verify.scorers' of a recipe names it.")
  private String pool;

  @Override
  public Integer call() throws Exception {
    WorkerConfig config = worker.config(pool);
    ScorerOptions.Opener opener = scorer.prepare();
    Operations port = operations.operations(access);
    ScorerStage stage = opener.open(port.connected(connection.connect()), config);
    return StageRunner.run(stage, port);
  }
}
