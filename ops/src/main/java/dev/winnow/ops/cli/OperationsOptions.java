package dev.winnow.ops.cli;

import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.operations.Operations;
import java.util.Optional;
import java.util.Set;
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

  /**
   * Prepares the port, which is opened when the stages start.
   *
   * @param access who may use it
   */
  Operations operations(HttpAccessOptions access) {
    return new Operations(Optional.ofNullable(port).map(number -> access.config(host, number)));
  }

  /** Prepares a port without tokens, which only this machine may reach. */
  Operations localOperations() {
    return new Operations(
        Optional.ofNullable(port)
            .map(
                number ->
                    new HttpAccessConfig(
                        host,
                        number,
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Set.of(),
                        Set.of())));
  }
}
