package dev.winnow.ops.cli.local;

import dev.winnow.ops.cli.option.WholeNumber;
import dev.winnow.ops.local.LocalPorts;
import dev.winnow.ops.local.Ports;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The ports of the servers in one process, which clients are configured with. */
final class LocalPortOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--kafka-port",
      paramLabel = "PORT",
      converter = WholeNumber.BrokerPort.class,
      defaultValue = "9092",
      description =
          "Port of the broker; the next one is its controller's (default: ${DEFAULT-VALUE}).")
  private int kafka;

  @Option(
      names = "--registry-port",
      paramLabel = "PORT",
      converter = WholeNumber.FixedPort.class,
      defaultValue = "8081",
      description = "Port of the schema registry (default: ${DEFAULT-VALUE}).")
  private int registry;

  @Option(
      names = "--gateway-port",
      paramLabel = "PORT",
      converter = WholeNumber.FixedPort.class,
      defaultValue = "8080",
      description = "Port of the gateway (default: ${DEFAULT-VALUE}).")
  private int gateway;

  LocalPorts ports() {
    return new LocalPorts(kafka, registry, gateway);
  }

  /** Refuses ports that two servers would share, or that are taken. */
  void require() throws IOException {
    LocalPorts ports = ports();
    if (!ports.areDistinct()) {
      throw new ParameterException(
          spec.commandLine(),
          "--kafka-port, the one after it, --registry-port and --gateway-port: want four, not %s"
              .formatted(ports.all()));
    }
    for (int port : ports.all()) {
      if (!Ports.isFree(port)) {
        throw new IOException(
            "port %d is taken, by another 'winnow local' perhaps; choose others with --kafka-port, --registry-port, --gateway-port"
                .formatted(port));
      }
    }
  }
}
