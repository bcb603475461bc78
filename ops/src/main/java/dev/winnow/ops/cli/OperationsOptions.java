package dev.winnow.ops.cli;

import dev.winnow.runtime.operations.Operations;
import dev.winnow.runtime.operations.OperationsAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the operations port listens: the same options for every command that runs stages. */
final class OperationsOptions {
  @Option(
      names = "--operations-port",
      paramLabel = "PORT",
      description =
          "Port of /metrics, /livez and /readyz; 0 for any that is free, which the log names"
              + " (default: no such port).")
  private @Nullable Integer port;

  @Option(
      names = "--operations-host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Address of the operations port (default: ${DEFAULT-VALUE}).")
  private String host;

  /** Prepares the port, which is opened when the stages start. */
  Operations operations() {
    return new Operations(
        Optional.ofNullable(port).map(number -> new OperationsAddress(host, number)));
  }
}
