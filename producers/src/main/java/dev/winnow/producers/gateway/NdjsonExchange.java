package dev.winnow.producers.gateway;

import dev.winnow.producers.gateway.LineResult.Failed;
import dev.winnow.producers.source.LineSplitter;
import dev.winnow.producers.source.SourceLine;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One NDJSON request and its streamed response.
 *
 * <ol>
 *   <li>The request is read only while few lines and characters are in flight and the client reads
 *       its results: memory is bounded, whatever the length of the body.
 *   <li>Lines are published in order on a virtual thread of the exchange, since publishing may
 *       block while Kafka is slow; the event loop never waits.
 *   <li>When Kafka does not accept a line, the lines in flight fail too, and no more are read.
 *   <li>When the body exceeds its time or size, the complete lines are published, a last result
 *       without a line number reports the reason, and the connection is closed shortly afterwards.
 * </ol>
 *
 * All state except {@code failed} belongs to the request's context.
 */
final class NdjsonExchange {
  static final int MAX_IN_FLIGHT = 512;
  private static final long MAX_CHARS_IN_FLIGHT = 4 << 20;

  /** How long the rest of a body that exceeds its limits is read and discarded. */
  private static final long DROP_MS = 5_000;

  private static final Failed AFTER_FAILURE =
      new Failed("not sent, since Kafka did not accept an earlier line; send it again");

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final BodyLimits limits;
  private final Function<SourceLine, CompletableFuture<LineResult>> publish;
  private final Context context = Vertx.currentContext();
  private final ExecutorService lineExecutor =
      Executors.newSingleThreadExecutor(Thread.ofVirtual().name("ndjson").factory());
  private final LineSplitter lines = new LineSplitter(LineSplitter.MAX_LINE_BYTES, this::onLine);
  private volatile boolean failed;
  private boolean received;
  private boolean ended;
  private int inFlight;
  private long charsInFlight;
  private long bytes;
  private long timer;
  private @Nullable String limit;

  /**
   * Creates an exchange that is not started yet.
   *
   * @param publish publishes a line; called in the order of the lines, may block
   */
  NdjsonExchange(
      HttpServerRequest request,
      BodyLimits limits,
      Function<SourceLine, CompletableFuture<LineResult>> publish) {
    this.request = request;
    this.limits = limits;
    this.response = request.response();
    this.publish = publish;
  }

  /**
   * Starts the exchange. Must be called on the request's context, before any part of the body has
   * arrived.
   */
  void start() {
    response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
    response.drainHandler(drained -> readOn());
    response.closeHandler(closed -> abandon());
    request.exceptionHandler(broken -> abandon());
    timer = context.owner().setTimer(limits.time().toMillis(), late -> onLimit(limits.tooSlow()));
    request.handler(this::onBytes);
    request.endHandler(
        end -> {
          received = true;
          lines.finish();
          ended = true;
          finishIfDone();
        });
  }

  private void onBytes(Buffer chunk) {
    if (ended) {
      return;
    }
    bytes += chunk.length();
    if (bytes > limits.bytes()) {
      onLimit(limits.tooLarge());
    } else {
      lines.feed(chunk.getBytes(), 0, chunk.length());
    }
  }

  /**
   * Publishes the lines that have arrived; reads and discards the rest for a while, so that the
   * results reach the client.
   */
  private void onLimit(String reason) {
    if (received || ended) {
      return;
    }
    limit = reason;
    ended = true;
    resume();
    context.owner().setTimer(DROP_MS, late -> drop());
    finishIfDone();
  }

  private void drop() {
    if (!received) {
      request.connection().close();
    }
  }

  private void onLine(SourceLine line) {
    if (ended) {
      return;
    }
    int chars = line instanceof SourceLine.Text text ? text.text().length() : 0;
    inFlight++;
    charsInFlight += chars;
    if (inFlight >= MAX_IN_FLIGHT || charsInFlight >= MAX_CHARS_IN_FLIGHT) {
      request.pause();
    }
    lineExecutor.execute(() -> take(line, chars));
  }

  private void take(SourceLine line, int chars) {
    CompletableFuture.completedFuture(line)
        .thenCompose(
            next -> failed ? CompletableFuture.completedFuture(AFTER_FAILURE) : publish.apply(next))
        .exceptionally(error -> new Failed(String.valueOf(error.getMessage())))
        .thenAccept(
            result -> {
              failed |= result instanceof Failed;
              context.runOnContext(now -> onResult(line.number(), chars, result));
            });
  }

  private void onResult(long line, int chars, LineResult result) {
    inFlight--;
    charsInFlight -= chars;
    if (!response.closed() && !response.ended()) {
      response.write(line(new JsonObject().put("line", line).mergeIn(result.toJson())));
    }
    if (failed) {
      // The rest of the body is read and discarded: closing now could lose results in transit.
      ended = true;
      resume();
    }
    if (response.writeQueueFull() && !ended) {
      request.pause();
    }
    readOn();
    finishIfDone();
  }

  private static Buffer line(JsonObject result) {
    return result.toBuffer().appendByte((byte) '\n');
  }

  private void readOn() {
    if (!ended
        && inFlight < MAX_IN_FLIGHT / 2
        && charsInFlight < MAX_CHARS_IN_FLIGHT / 2
        && !response.writeQueueFull()) {
      resume();
    }
  }

  private void resume() {
    if (!received) {
      request.resume();
    }
  }

  /** Drops the queued lines, because the client has disconnected. */
  private void abandon() {
    failed = true;
    ended = true;
    context.owner().cancelTimer(timer);
    lineExecutor.shutdown();
  }

  private void finishIfDone() {
    if (ended && inFlight == 0 && !response.ended()) {
      context.owner().cancelTimer(timer);
      lineExecutor.shutdown();
      if (!response.closed()) {
        response.end(limit == null ? Buffer.buffer() : line(new Failed(limit).toJson()));
      }
    }
  }
}
