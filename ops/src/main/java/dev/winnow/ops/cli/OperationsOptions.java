package dev.winnow.ops.cli;

import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.access.TlsFiles;
import dev.winnow.runtime.operations.Operations;
import java.nio.file.Path;
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

  @Option(
      names = "--operations-tokens",
      paramLabel = "FILE",
      defaultValue = "${env:WINNOW_OPERATIONS_TOKENS}",
      description =
          "File of the tokens of the operations port; /metrics needs one with the role read, /livez"
              + " and /readyz none (env WINNOW_OPERATIONS_TOKENS).")
  private @Nullable Path tokens;

  @Option(
      names = "--operations-unauthenticated",
      description =
          "Bind an --operations-host that other machines reach although there are no tokens.")
  private boolean unauthenticated;

  @Option(
      names = "--operations-tls-cert",
      paramLabel = "FILE",
      description = "PEM file with the certificate of the operations port.")
  private @Nullable Path certificate;

  @Option(
      names = "--operations-tls-key",
      paramLabel = "FILE",
      description = "PEM file with the private key of --operations-tls-cert.")
  private @Nullable Path key;

  @Option(
      names = "--operations-allowed-host",
      paramLabel = "NAME",
      description =
          "Host name that requests to the operations port may be sent to, beside localhost, its host"
              + " and IP addresses; may be given several times.")
  private Set<String> allowedHosts = Set.of();

  /** Prepares the port, which is opened when the stages start. */
  Operations operations() {
    return new Operations(Optional.ofNullable(port).map(this::access));
  }

  private HttpAccessConfig access(int number) {
    return new HttpAccessConfig(
        host,
        number,
        Optional.ofNullable(tokens),
        unauthenticated,
        TlsFiles.of(
            Optional.ofNullable(certificate), Optional.ofNullable(key), "--operations-tls-"),
        allowedHosts,
        Set.of());
  }
}
