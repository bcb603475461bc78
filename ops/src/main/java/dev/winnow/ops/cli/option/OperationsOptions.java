package dev.winnow.ops.cli.option;

import dev.winnow.ops.traces.TraceExport;
import dev.winnow.runtime.access.HttpAccessConfig;
import dev.winnow.runtime.operations.Operations;
import dev.winnow.runtime.trace.StageTraces;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the operations port listens: the same options for every command that runs stages. */
public final class OperationsOptions {
  @Option(
      names = "--operations-port",
      converter = WholeNumber.Port.class,
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
      names = "--traces",
      paramLabel = "URL",
      description = {
        "Send traces of sampling requests to the OpenTelemetry collector at this address, such as"
            + " http://127.0.0.1:4318, by OTLP over HTTP (default: as OTEL_EXPORTER_OTLP_ENDPOINT"
            + " and the other OTEL_ variables say; no traces without them).",
      })
  private @Nullable URI traces;

  /**
   * Prepares the port, which is opened when the stages start.
   *
   * @param access who may use it
   */
  public Operations operations(HttpAccessOptions access) {
    return new Operations(
        Optional.ofNullable(port).map(number -> access.config(host, number)), traces());
  }

  /** Prepares a port without tokens, which only this machine may reach. */
  public Operations localOperations() {
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
                        Set.of())),
        traces());
  }

  private StageTraces traces() {
    return TraceExport.open(Optional.ofNullable(traces), System.getenv());
  }
}
