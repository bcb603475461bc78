package dev.winnow.runtime.trace;

import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The span of what a processor does now: all records that it writes meanwhile carry its header. One
 * for each task; not thread-safe.
 *
 * <p>Used with try: {@code try (CurrentSpan unused = current.open(headers, name)) {...}}.
 */
public final class CurrentSpan implements AutoCloseable {
  private final StageTraces traces;
  private OpenSpan now = OpenSpan.NONE;
  private OpenSpan before = OpenSpan.NONE;

  /** Creates one that is in no span. */
  public CurrentSpan(StageTraces traces) {
    this.traces = traces;
  }

  /** Opens a span under the one that the headers of a record name. */
  public CurrentSpan open(Headers headers, String name) {
    return enter(traces.under(headers, name));
  }

  /** Opens a span under the one that this header's value names. */
  public CurrentSpan open(@Nullable String header, String name) {
    return enter(traces.under(header, name));
  }

  /** Continues the span of this header's value. */
  public CurrentSpan carry(@Nullable String header) {
    return enter(traces.carry(header));
  }

  /** Returns the span. */
  public OpenSpan now() {
    return now;
  }

  /** Returns the headers of a record that is written now; null without a trace. */
  public @Nullable Headers headers() {
    return now.headers();
  }

  /** Ends the span; the one in which it was opened is the current one again. */
  @Override
  public void close() {
    now.end();
    now = before;
    before = OpenSpan.NONE;
  }

  /** One span may be opened within another: the second within the record that is processed. */
  private CurrentSpan enter(OpenSpan span) {
    before = now;
    now = span;
    return this;
  }
}
