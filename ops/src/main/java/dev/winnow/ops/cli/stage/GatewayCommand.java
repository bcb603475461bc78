package dev.winnow.ops.cli.stage;

import dev.winnow.ops.catalog.Installed;
import dev.winnow.ops.cli.option.ConnectionOptions;
import dev.winnow.ops.cli.option.DataDirectory;
import dev.winnow.ops.cli.option.HttpAccessOptions;
import dev.winnow.ops.cli.option.OperationsOptions;
import dev.winnow.ops.cli.option.PoolName;
import dev.winnow.ops.cli.option.ScreenOptions;
import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.console.Console;
import dev.winnow.ops.verify.VerifyService;
import dev.winnow.producers.gateway.BodyLimits;
import dev.winnow.producers.gateway.GatewayConfig;
import dev.winnow.producers.gateway.GatewayStage;
import dev.winnow.producers.screen.PromptScreen;
import dev.winnow.runtime.kafka.KafkaConnection;
import dev.winnow.runtime.kafka.StageTopics;
import dev.winnow.runtime.kafka.TopicVerifier;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.sink.storage.DatasetsLocation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description =
        "Runs the HTTP gateway with the console as a process of its own. With --tokens, requests"
            + " must bear one that has the role of their route.")
public final class GatewayCommand implements Callable<Integer> {
  @Mixin private ConnectionOptions connection;
  @Mixin private OperationsOptions operations;
  @Mixin private ScreenOptions screening;
  @Mixin private HttpAccessOptions access;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address to bind (default: ${DEFAULT-VALUE}).")
  private String host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      converter = WholeNumber.Port.class,
      defaultValue = "8080",
      description = "Port to listen on (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--max-body-seconds",
      paramLabel = "SECONDS",
      converter = WholeNumber.Count.class,
      defaultValue = "600",
      description = "How long one NDJSON body may take (default: ${DEFAULT-VALUE}).")
  private int maxBodySeconds;

  @Option(
      names = "--max-body-megabytes",
      paramLabel = "MEGABYTES",
      converter = WholeNumber.Count.class,
      defaultValue = "1024",
      description = "How large one NDJSON body may be, in MiB (default: ${DEFAULT-VALUE}).")
  private long maxBodyMegabytes;

  @Option(
      names = "--pool",
      converter = PoolName.class,
      paramLabel = "NAME",
      description = "Pool that recipes may name; may be given several times. Any when left out.")
  private List<String> pools = List.of();

  @Option(
      names = "--datasets",
      paramLabel = "PLACE",
      description =
          "Where the sink writes the datasets, for the console to show: a directory or"
              + " s3://bucket/prefix.")
  private @Nullable DatasetsLocation datasets;

  @Option(
      names = "--state-dir",
      converter = DataDirectory.class,
      paramLabel = "DIRECTORY",
      description =
          "Where the console keeps what it has read, so that a restart reads only what is new; made"
              + " anew when lost. A temporary directory when left out.")
  private @Nullable Path state;

  @Override
  public Integer call() throws Exception {
    GatewayConfig config =
        new GatewayConfig(
            access.config(host, port),
            Set.copyOf(pools),
            new BodyLimits(Duration.ofSeconds(maxBodySeconds), maxBodyMegabytes << 20));
    PromptScreen screen = screening.screen();
    Operations operationsPort = operations.operations(access);
    KafkaConnection kafka = operationsPort.connected(connection.connect());
    TopicVerifier.verify(kafka, StageTopics.gateway(kafka.topics()));
    ScreenOptions.rememberPublished(screen, kafka);
    return StageRunner.run(
        new GatewayStage(
            kafka,
            config,
            Installed.catalog(),
            screen,
            List.of(
                new Console(kafka, Optional.ofNullable(datasets), Optional.ofNullable(state)),
                VerifyService.ofDefaults())),
        operationsPort);
  }
}
