package dev.winnow.runtime.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceHeaderTest {
  private static final String GOOD = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  @Test
  void readsTheHeaderOfTheSpecification() {
    SpanContext span = TraceHeader.read(headers(GOOD));

    assertThat(span.getTraceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(span.getSpanId()).isEqualTo("00f067aa0ba902b7");
    assertThat(TraceHeader.text(span)).isEqualTo(GOOD);
  }

  @Test
  void writesWhatItReads() {
    Headers written = TraceHeader.headers(GOOD);

    assertThat(TraceHeader.read(written)).isEqualTo(TraceHeader.read(headers(GOOD)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0z",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-é1",
        "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
      })
  void ignoresAnyOtherHeader(String foreign) {
    assertThat(TraceHeader.read(headers(foreign)).isValid()).isFalse();
    assertThat(TraceHeader.parse(foreign).isValid()).isFalse();
  }

  @Test
  void ignoresAHeaderOfAMegabyteAndOneWithoutAValue() {
    assertThat(TraceHeader.read(headers("0".repeat(1 << 20))).isValid()).isFalse();
    assertThat(TraceHeader.read(new RecordHeaders().add(TraceHeader.NAME, null)).isValid())
        .isFalse();
    assertThat(TraceHeader.read(new RecordHeaders()).isValid()).isFalse();
  }

  @Test
  void withoutAnExporterNothingIsReadOrWritten() {
    StageTraces off = StageTraces.off();
    ConsumerRecord<byte[], byte[]> traced =
        new ConsumerRecord<>(
            "t",
            0,
            0L,
            0L,
            TimestampType.CREATE_TIME,
            0,
            0,
            null,
            null,
            headers(GOOD),
            Optional.empty());

    assertThat(off.begin("order")).isSameAs(OpenSpan.NONE);
    assertThat(off.take(traced, "sampling")).isSameAs(OpenSpan.NONE);
    assertThat(off.under(headers(GOOD), "verification")).isSameAs(OpenSpan.NONE);
    assertThat(off.carry(GOOD)).isSameAs(OpenSpan.NONE);
    assertThat(OpenSpan.NONE.headers()).isNull();
  }

  private static Headers headers(String value) {
    return new RecordHeaders().add(TraceHeader.NAME, value.getBytes(StandardCharsets.UTF_8));
  }
}
