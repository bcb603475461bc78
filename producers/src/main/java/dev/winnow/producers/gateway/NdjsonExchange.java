package dev.winnow.producers.gateway;

import dev.winnow.producers.source.LineReader;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One NDJSON request and its streamed answer. The request is read only while few lines are in
 * flight and the client takes its results, so memory is bounded whatever the body's length.
 * Everything runs on the request's context.
 */
final class NdjsonExchange {
  private static final int MAX_IN_FLIGHT = 512;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Function<Buffer, CompletableFuture<JsonObject>> publish;
  private final Context context = Vertx.currentContext();
  private long line;
  private int inFlight;
  private boolean ended;

  NdjsonExchange(RoutingContext routing, Function<Buffer, CompletableFuture<JsonObject>> publish) {
    this.request = routing.request();
    this.response = routing.response();
    this.publish = publish;
  }

  void start() {
    response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
    response.drainHandler(drained -> resumeIfPossible());
    RecordParser parser = RecordParser.newDelimited("\n");
    parser.maxRecordSize(LineReader.MAX_LINE_BYTES);
    parser.handler(this::onLine);
    parser.exceptionHandler(
        e ->
            refuseRest(
                "a line is longer than %d bytes; the rest was not read"
                    .formatted(LineReader.MAX_LINE_BYTES)));
    request.handler(parser);
    request.endHandler(
        end -> {
          // The parser keeps a last line without an end: give it one.
          parser.handle(Buffer.buffer("\n"));
          ended = true;
          finishIfDone();
        });
  }

  private void onLine(Buffer text) {
    line++;
    if (ended || text.toString().isBlank()) {
      return;
    }
    long number = line;
    inFlight++;
    if (inFlight >= MAX_IN_FLIGHT) {
      request.pause();
    }
    publish.apply(text).thenAccept(result -> context.runOnContext(v -> onResult(number, result)));
  }

  private void onResult(long number, JsonObject result) {
    inFlight--;
    write(new JsonObject().put("line", number).mergeIn(result));
    resumeIfPossible();
    finishIfDone();
  }

  private void write(JsonObject result) {
    if (!response.closed() && !response.ended()) {
      response.write(result.toBuffer().appendString("\n"));
      if (response.writeQueueFull()) {
        request.pause();
      }
    }
  }

  private void refuseRest(String reason) {
    write(new JsonObject().put("line", line + 1).put("status", "refused").put("reason", reason));
    ended = true;
    request.handler(null);
    request.resume();
    finishIfDone();
  }

  private void resumeIfPossible() {
    if (!ended && inFlight < MAX_IN_FLIGHT / 2 && !response.writeQueueFull()) {
      request.resume();
    }
  }

  private void finishIfDone() {
    if (ended && inFlight == 0 && !response.ended()) {
      response.end();
    }
  }
}
