package dev.winnow.ops.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.winnow.runtime.trace.OpenSpan;
import dev.winnow.runtime.trace.StageTraces;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceExportTest {
  private static final Optional<URI> NOBODY = Optional.of(URI.create("http://127.0.0.1:1"));

  @Test
  void isOffUnlessTheOperatorAsksForTraces() {
    assertThat(TraceExport.open(Optional.empty(), Map.of()).isOn()).isFalse();
    assertThat(TraceExport.open(Optional.empty(), Map.of("OTEL_TRACES_EXPORTER", "none")).isOn())
        .isFalse();
    assertThat(TraceExport.open(NOBODY, Map.of("OTEL_SDK_DISABLED", "true")).isOn()).isFalse();
  }

  @Test
  void aCollectorThatDoesNotAnswerDelaysNothing() {
    try (StageTraces traces = TraceExport.open(NOBODY, Map.of())) {
      OpenSpan span = traces.begin("order");
      span.end();

      assertThat(span.header()).hasSize(55);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"collector:4318", "ftp://collector", "/v1/traces", "http:///v1/traces"})
  void refusesWhatIsNoAddressOfACollector(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TraceExport.open(Optional.of(URI.create(address)), Map.of()))
        .withMessageContaining("--traces")
        .withMessageContaining("http://127.0.0.1:4318");
  }
}
