package dev.winnow.ops.traces;

import dev.winnow.runtime.trace.StageTraces;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Sends the traces of a process to a collector by OTLP over HTTP.
 *
 * <p>The environment variables are those of the OpenTelemetry specification, read by its SDK. Only
 * traces are exported: what else a process measures is on its operations port. A collector that
 * does not answer costs spans and no work: they are exported by another thread, from a queue of
 * bounded length.
 */
public final class TraceExport {
  /** Each of these variables says that the operator wants traces. */
  private static final List<String> SWITCHES =
      List.of(
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
          "OTEL_TRACES_EXPORTER");

  private static final Map<String, String> DEFAULTS =
      Map.of("otel.service.name", "winnow", "otel.exporter.otlp.protocol", "http/protobuf");

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int CLOSE_SECONDS = 5;

  private TraceExport() {}

  /**
   * Returns the traces of this process; off unless the operator asks for them.
   *
   * @param collector address to send to; empty for what the environment says
   * @param environment variables of the process
   * @throws IllegalArgumentException if the address or a variable is wrong
   */
  public static StageTraces open(Optional<URI> collector, Map<String, String> environment) {
    collector.ifPresent(TraceExport::requireHttp);
    boolean isWanted =
        collector.isPresent() || SWITCHES.stream().anyMatch(environment::containsKey);
    boolean isOff =
        "true".equalsIgnoreCase(environment.get("OTEL_SDK_DISABLED"))
            || (collector.isEmpty() && "none".equals(environment.get("OTEL_TRACES_EXPORTER")));
    return isWanted && !isOff ? open(collector) : StageTraces.off();
  }

  private static StageTraces open(Optional<URI> collector) {
    // The SDK logs with java.util.logging: its warnings go where all others go.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    try {
      OpenTelemetrySdk sdk =
          AutoConfiguredOpenTelemetrySdk.builder()
              .addPropertiesSupplier(() -> DEFAULTS)
              .addPropertiesCustomizer(variables -> fixed(collector))
              .disableShutdownHook()
              .build()
              .getOpenTelemetrySdk();
      return StageTraces.of(sdk, () -> close(sdk));
    } catch (ConfigurationException e) {
      throw new IllegalArgumentException(
          "traces cannot be exported: %s; correct the OTEL_ variables".formatted(e.getMessage()),
          e);
    }
  }

  /**
   * Returns the settings that override the environment: those of an option, and what is never
   * exported.
   */
  private static Map<String, String> fixed(Optional<URI> collector) {
    Map<String, String> fixed = new HashMap<>();
    fixed.put("otel.metrics.exporter", "none");
    fixed.put("otel.logs.exporter", "none");
    collector.ifPresent(
        address -> {
          fixed.put("otel.traces.exporter", "otlp");
          // The keys of traces alone, which outrank the general ones of the environment.
          fixed.put("otel.exporter.otlp.traces.protocol", "http/protobuf");
          fixed.put("otel.exporter.otlp.traces.endpoint", pathOfTraces(address));
        });
    return fixed;
  }

  private static void requireHttp(URI collector) {
    String scheme = String.valueOf(collector.getScheme()).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme) || collector.getHost() == null) {
      throw new IllegalArgumentException(
          "--traces: '%s' is no address of a collector; give one such as http://127.0.0.1:4318"
              .formatted(collector));
    }
  }

  private static String pathOfTraces(URI collector) {
    String address = collector.toString();
    return (address.endsWith("/") ? address : address + "/") + "v1/traces";
  }

  private static void close(OpenTelemetrySdk sdk) {
    var unused = sdk.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
