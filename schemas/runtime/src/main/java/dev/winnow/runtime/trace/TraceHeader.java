package dev.winnow.runtime.trace;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The header {@code traceparent} of a record, version 00 of W3C Trace Context: {@code 00-TRACE-
 * SPAN-FLAGS}, with 32, 16 and 2 lower-case hexadecimal digits.
 *
 * <p>Anyone who may write to a topic may set it. A header of another length or form is ignored, and
 * so is {@code tracestate}: nothing of a foreign header but these fixed numbers is kept or passed
 * on. A trace that is not sampled has no header.
 */
final class TraceHeader {
  static final String NAME = "traceparent";
  static final int LENGTH = 55;

  private static final String VERSION = "00-";
  private static final int SPAN_AT = 36;
  private static final int FLAGS_AT = 53;

  private TraceHeader() {}

  /** Returns the span that the record names; an invalid one where it names none. */
  static SpanContext read(Headers headers) {
    Header header = headers.lastHeader(NAME);
    byte[] value = header == null ? null : header.value();
    return value == null || value.length != LENGTH
        ? SpanContext.getInvalid()
        : parse(new String(value, StandardCharsets.US_ASCII));
  }

  /** Returns the span that this text names; an invalid one unless the text is a whole header. */
  static SpanContext parse(String text) {
    boolean isInForm =
        text.length() == LENGTH
            && text.startsWith(VERSION)
            && text.charAt(SPAN_AT - 1) == '-'
            && text.charAt(FLAGS_AT - 1) == '-'
            && isHex(text.charAt(FLAGS_AT))
            && isHex(text.charAt(FLAGS_AT + 1));
    if (!isInForm) {
      return SpanContext.getInvalid();
    }
    SpanContext named =
        SpanContext.createFromRemoteParent(
            text.substring(VERSION.length(), SPAN_AT - 1),
            text.substring(SPAN_AT, FLAGS_AT - 1),
            TraceFlags.fromHex(text, FLAGS_AT),
            TraceState.getDefault());
    return named.isValid() && named.isSampled() ? named : SpanContext.getInvalid();
  }

  /** Returns the value of the header that names this span; null for a span that is not exported. */
  static @Nullable String text(SpanContext span) {
    return span.isValid() && span.isSampled()
        ? VERSION + span.getTraceId() + '-' + span.getSpanId() + '-' + span.getTraceFlags().asHex()
        : null;
  }

  /** Returns the headers of a record that this value is written into. */
  static Headers headers(String text) {
    return new RecordHeaders().add(NAME, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isHex(char c) {
    return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
  }
}
