package dev.winnow.runtime.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * How the stages of a process take part in traces: one trace for each sampling request that is
 * sent.
 *
 * <ol>
 *   <li>The planner begins a trace with the span {@code order}.
 *   <li>A worker adds the time in the queue and the time of its work, beside each other under the
 *       span that the request's header names: {@code sampling queue} and {@code sampling}.
 *   <li>The verifier adds {@code verification} under the {@code sampling} that the candidate's
 *       header names.
 *   <li>A scorer adds {@code scoring queue} and {@code scoring} under {@code verification}; the
 *       verifier, with the last score, {@code verdict}, under the same.
 * </ol>
 *
 * A record without a header belongs to no trace. Work that is rolled back and done again leaves the
 * spans of both times, because spans are no part of a transaction. Without an exporter no header is
 * read or written, and nothing is allocated. Thread-safe.
 */
public final class StageTraces implements AutoCloseable {
  private static final StageTraces OFF = new StageTraces(null, () -> {});

  private final @Nullable Tracer tracer;
  private final Runnable close;

  private StageTraces(@Nullable Tracer tracer, Runnable close) {
    this.tracer = tracer;
    this.close = close;
  }

  /** Returns traces that are not exported. */
  public static StageTraces off() {
    return OFF;
  }

  /**
   * Returns traces that are exported by this.
   *
   * @param close exports what has ended, and ends the export
   */
  public static StageTraces of(OpenTelemetry exporter, Runnable close) {
    return new StageTraces(exporter.getTracer("dev.winnow"), close);
  }

  /** Returns whether traces are exported. */
  public boolean isOn() {
    return tracer != null;
  }

  /** Begins a trace, which the sampler of the process may leave out. */
  public OpenSpan begin(String name) {
    return tracer == null
        ? OpenSpan.NONE
        : OpenSpan.of(
            tracer.spanBuilder(name).setNoParent().setSpanKind(SpanKind.PRODUCER).startSpan());
  }

  /** Begins a span under the one that these headers name; none where they name none. */
  public OpenSpan under(Headers headers, String name) {
    return tracer == null
        ? OpenSpan.NONE
        : start(TraceHeader.read(headers), name, SpanKind.CONSUMER, 0);
  }

  /** Begins a span under the one that this header's value names; none where it names none. */
  public OpenSpan under(@Nullable String header, String name) {
    return tracer == null || header == null
        ? OpenSpan.NONE
        : start(TraceHeader.parse(header), name, SpanKind.INTERNAL, 0);
  }

  /** Returns what carries the span of this header's value on, without a span of its own. */
  public OpenSpan carry(@Nullable String header) {
    return tracer == null || header == null
        ? OpenSpan.NONE
        : OpenSpan.of(Span.wrap(TraceHeader.parse(header)));
  }

  /**
   * Begins the span of work on a request, and adds that of its time in the queue, which began with
   * the record's timestamp.
   *
   * @param work name of the work, such as {@code sampling}
   */
  public OpenSpan take(ConsumerRecord<?, ?> request, String work) {
    if (tracer == null) {
      return OpenSpan.NONE;
    }
    SpanContext parent = TraceHeader.read(request.headers());
    if (!parent.isValid()) {
      return OpenSpan.NONE;
    }
    // Clocks differ, and anyone may write a timestamp: a wait is never negative.
    long since = Math.clamp(request.timestamp(), 1, System.currentTimeMillis());
    start(parent, work + " queue", SpanKind.INTERNAL, since)
        .with("winnow.delivery", request.deliveryCount().orElse((short) 1))
        .end();
    return start(parent, work, SpanKind.CONSUMER, 0);
  }

  /** Exports what has ended. May be called twice. */
  @Override
  public void close() {
    close.run();
  }

  private OpenSpan start(SpanContext parent, String name, SpanKind kind, long sinceMillis) {
    if (tracer == null || !parent.isValid()) {
      return OpenSpan.NONE;
    }
    SpanBuilder span =
        tracer
            .spanBuilder(name)
            .setParent(Context.root().with(Span.wrap(parent)))
            .setSpanKind(kind);
    if (sinceMillis > 0) {
      span.setStartTimestamp(sinceMillis, TimeUnit.MILLISECONDS);
    }
    return OpenSpan.of(span.startSpan());
  }
}
