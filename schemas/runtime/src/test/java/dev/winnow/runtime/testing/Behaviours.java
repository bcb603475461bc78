package dev.winnow.runtime.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/** Ways in which servers behave on the wire, whatever they say. */
public final class Behaviours {
  /** Never answers. */
  public static final Behaviour HANG = (request, order) -> {};

  /** Closes the connection without an answer. */
  public static final Behaviour RESET = (request, order) -> request.connection().close();

  private Behaviours() {}

  /** As many choices as ordered. */
  public static void sane(HttpServerRequest request, JsonNode order) {
    Answers.spoilt(completion -> {}).answer(request, order);
  }

  /** At most this many choices, whatever was ordered. */
  public static Behaviour atMost(int choices) {
    return exactly(order -> Math.min(choices, Answers.ordered(order)));
  }

  /** This many choices, whatever was ordered. */
  public static Behaviour giving(int choices) {
    return exactly(order -> choices);
  }

  /** This status and body. */
  public static Behaviour status(int status, String body) {
    return (request, order) -> request.response().setStatusCode(status).end(body);
  }

  /** This status, with a header. */
  public static Behaviour status(int status, String header, String value) {
    return (request, order) ->
        request
            .response()
            .setStatusCode(status)
            .putHeader(header, value)
            .end("{\"error\": {\"message\": \"status %d\"}}".formatted(status));
  }

  /** Status 200 with a body of this type. */
  public static Behaviour page(String contentType, Buffer body) {
    return (request, order) -> request.response().putHeader("Content-Type", contentType).end(body);
  }

  /** Promises more than it sends before it closes the connection. */
  public static void cut(HttpServerRequest request, JsonNode order) {
    request
        .response()
        .putHeader("Content-Length", "1000")
        .write("{\"choices\": [")
        .onComplete(written -> request.connection().close());
  }

  /** Never silent, never done. */
  public static void drip(HttpServerRequest request, JsonNode order) {
    request.response().setChunked(true);
    long timer =
        Vertx.currentContext().owner().setPeriodic(20, id -> request.response().write(" "));
    request.connection().closeHandler(closed -> Vertx.currentContext().owner().cancelTimer(timer));
  }

  /** Sends without end, as fast as it is read. */
  public static void pour(HttpServerRequest request, JsonNode order) {
    pour(request.response().setChunked(true));
  }

  /** A sane answer, after a while. */
  public static Behaviour after(Duration pause, Behaviour then) {
    return (request, order) ->
        Vertx.currentContext()
            .owner()
            .setTimer(pause.toMillis(), timer -> then.answer(request, order));
  }

  /** The one while a condition holds, the other else. */
  public static Behaviour when(BooleanSupplier condition, Behaviour then, Behaviour otherwise) {
    return (request, order) -> (condition.getAsBoolean() ? then : otherwise).answer(request, order);
  }

  /** Bad for some time from the first request on, sane after it. */
  public static Behaviour forSome(Duration time, Behaviour bad) {
    return new Behaviour() {
      private volatile Instant until = Instant.MAX;

      @Override
      public void answer(HttpServerRequest request, JsonNode order) {
        if (until.equals(Instant.MAX)) {
          until = Instant.now().plus(time);
        }
        (Instant.now().isBefore(until) ? bad : (Behaviour) Behaviours::sane).answer(request, order);
      }
    };
  }

  /** Bad for the first requests, sane after them. */
  public static Behaviour first(int requests, Behaviour bad) {
    AtomicInteger left = new AtomicInteger(requests);
    return when(() -> left.getAndDecrement() > 0, bad, Behaviours::sane);
  }

  /** Bad for a share of the requests, drawn from a seed; sane for the others. */
  public static Behaviour share(double share, long seed, Behaviour bad) {
    SplittableRandom random = new SplittableRandom(seed);
    return when(() -> random.nextDouble() < share, bad, Behaviours::sane);
  }

  private interface Count {
    int of(JsonNode order);
  }

  private static Behaviour exactly(Count count) {
    return (request, order) ->
        request.response().end(Answers.completion(order, count.of(order)).toString());
  }

  private static void pour(HttpServerResponse response) {
    response
        .write(Buffer.buffer("x".repeat(1 << 16)))
        .onSuccess(written -> Vertx.currentContext().owner().setTimer(1, timer -> pour(response)));
  }
}
