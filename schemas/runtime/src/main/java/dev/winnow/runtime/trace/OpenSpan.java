package dev.winnow.runtime.trace;

import io.opentelemetry.api.trace.Span;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A part of a trace that is going on. What is written during it carries its {@linkplain #headers
 * headers}. Thread-safe.
 */
public final class OpenSpan {
  /** No trace: nothing is kept, written or exported. */
  public static final OpenSpan NONE = new OpenSpan(Span.getInvalid(), null);

  /** Foreign text, such as a prompt's id, is cut to this length. */
  private static final int MAX_ATTRIBUTE_CHARS = 512;

  private final Span span;
  private final @Nullable String header;

  private OpenSpan(Span span, @Nullable String header) {
    this.span = span;
    this.header = header;
  }

  static OpenSpan of(Span span) {
    String header = TraceHeader.text(span.getSpanContext());
    return header == null ? NONE : new OpenSpan(span, header);
  }

  /** Returns whether there is a trace. */
  public boolean isTraced() {
    return header != null;
  }

  /** Returns the value of the header that names this span; null without a trace. */
  public @Nullable String header() {
    return header;
  }

  /** Returns the headers of a record that is written during this span; null without a trace. */
  public @Nullable Headers headers() {
    return header == null ? null : TraceHeader.headers(header);
  }

  /** Says something about the span, by a name such as {@code winnow.pool}. */
  public OpenSpan with(String key, String value) {
    if (header != null) {
      boolean fits = value.length() <= MAX_ATTRIBUTE_CHARS;
      span.setAttribute(key, fits ? value : value.substring(0, MAX_ATTRIBUTE_CHARS));
    }
    return this;
  }

  /** Says a number about the span. */
  public OpenSpan with(String key, long value) {
    if (header != null) {
      span.setAttribute(key, value);
    }
    return this;
  }

  /** Ends the span now; it is exported. A second end does nothing. */
  public void end() {
    span.end();
  }
}
