package dev.winnow.runtime.http;

import dev.winnow.runtime.http.answer.Reply;
import dev.winnow.runtime.http.answer.Reply.Answered;
import dev.winnow.runtime.http.answer.Reply.Blocked;
import dev.winnow.runtime.http.answer.Reply.Faulty;
import dev.winnow.runtime.http.answer.Reply.Malformed;
import dev.winnow.runtime.http.answer.Reply.Refused;
import dev.winnow.runtime.http.answer.Reply.Throttled;
import dev.winnow.runtime.http.answer.Secrets;
import dev.winnow.runtime.http.answer.ServerText;
import dev.winnow.runtime.http.throttle.ServerGate;
import dev.winnow.schemas.FailureCodes;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends each request until there is an answer about that request.
 *
 * <ol>
 *   <li>Each request waits at the {@link ServerGate} with all other requests to the server.
 *   <li>Answers that concern all requests are reported to the gate, which waits as long as
 *       necessary.
 *   <li>A failure counts against the request only if other requests were answered since it was last
 *       sent.
 *   <li>A refusal counts against the request unless the server rejects all others as well.
 * </ol>
 *
 * <p>Thread-safe.
 */
final class Attempts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final HttpServerConfig config;
  private final JsonClient client;
  private final Secrets secrets;
  private final ServerGate gate;
  private final CountDownLatch closing = new CountDownLatch(1);

  Attempts(HttpServerConfig config, JsonClient client, Secrets secrets, ServerGate gate) {
    this.config = config;
    this.client = client;
    this.secrets = secrets;
    this.gate = gate;
  }

  /**
   * Returns the server's reply to this request: {@link Answered}, {@link Malformed} or {@link
   * Refused}.
   *
   * @param isRefusedAlready whether an earlier request for the same was rejected for its own
   *     content
   * @throws ClientClosedException if the client is closed
   */
  Reply ask(HttpCall call, boolean isRefusedAlready)
      throws ClientClosedException, InterruptedException {
    long answered = gate.successes();
    OptionalLong acceptedThen = OptionalLong.empty();
    for (int failures = 0; ; ) {
      if (!gate.enter(this::isClosed)) {
        throw new ClientClosedException();
      }
      Reply reply = send(call);
      if (reply instanceof Faulty fault) {
        failures += gate.successes() > answered ? 1 : 0;
        answered = gate.successes();
        if (failures >= config.backoff().attempts()) {
          return new Refused(
              FailureCodes.SERVER_ERROR,
              "%s (%d times, while other requests were answered)"
                  .formatted(fault.reason(), failures),
              true,
              0);
        }
        pause(call, fault, Math.max(1, failures));
      } else if (reply instanceof Refused refused && call.mayConcernEvery(refused)) {
        boolean isOwn = acceptedThen.isPresent() && gate.acceptedSoFar() > acceptedThen.getAsLong();
        if (!isOfEveryRequest(refused, call, isOwn, isRefusedAlready)) {
          return refused;
        }
        acceptedThen = OptionalLong.of(acceptedThen.orElse(gate.acceptedSoFar()));
      } else if (!(reply instanceof Throttled || reply instanceof Blocked)) {
        return reply;
      }
    }
  }

  /**
   * Returns whether the server needs to be fixed, not this request.
   *
   * @param isOwn whether another request was accepted since this one was first rejected
   */
  private boolean isOfEveryRequest(
      Refused refused, HttpCall call, boolean isOwn, boolean isRefusedAlready)
      throws ClientClosedException, InterruptedException {
    if (isOwn) {
      gate.refusedForItself();
      return false;
    }
    Optional<String> counts = isRefusedAlready ? Optional.empty() : Optional.of(call.prompt());
    boolean isOfAll = gate.refused(counts, refused.status(), refused.reason(), this::isClosed);
    if (isClosed()) {
      throw new ClientClosedException();
    }
    return isOfAll;
  }

  /** Wakes everything that waits at the gate or for another attempt. */
  @Override
  public void close() {
    closing.countDown();
    gate.wake();
    client.close();
  }

  /** Sends a request that has passed the gate, and reports the result to the gate. */
  private Reply send(HttpCall call) throws InterruptedException {
    Optional<Reply> reply = Optional.empty();
    try {
      reply = Optional.of(post(call));
      return reply.get();
    } finally {
      report(reply, call);
    }
  }

  private Reply post(HttpCall call) throws InterruptedException {
    try {
      return client.post(call.path(), call.body(), call::read);
    } catch (TimeoutException e) {
      return new Faulty(
          "TIMEOUT", "no answer within %s".formatted(config.timeout()), Optional.empty());
    } catch (ExecutionException e) {
      return unanswered(e.getCause());
    }
  }

  private Reply unanswered(@Nullable Throwable cause) {
    String reason =
        "%s: %s".formatted(config.baseUrl(), ServerText.line(secrets.mask(explain(cause))));
    boolean isNotThere =
        cause instanceof ConnectException
            || cause instanceof UnknownHostException
            || cause instanceof SSLException;
    return isNotThere
        ? new Blocked("UNREACHABLE", reason)
        : new Faulty("CONNECTION_LOST", reason, Optional.empty());
  }

  private static String explain(@Nullable Throwable cause) {
    String message = cause == null ? null : cause.getMessage();
    return message == null ? "the connection was lost" : message;
  }

  private void report(Optional<Reply> reply, HttpCall call) {
    if (reply
        .filter(r -> r instanceof Refused refused && call.mayConcernEvery(refused))
        .isPresent()) {
      // The caller reports this reply, because it waits for the gate's decision.
      return;
    }
    if (reply.isEmpty() || isClosed()) {
      gate.abandoned();
      return;
    }
    switch (reply.get()) {
      case Answered answered -> gate.accepted();
      case Malformed malformed -> gate.accepted();
      case Refused refused -> gate.refusedForItself();
      case Throttled throttled ->
          gate.throttled(throttled.code(), throttled.reason(), throttled.pause());
      case Faulty fault -> gate.failed(fault.code(), fault.reason(), fault.pause());
      case Blocked blocked -> gate.unusable(blocked.code(), blocked.reason());
    }
  }

  /** Pauses this request; if the server fails for all requests, the gate delays it instead. */
  private void pause(HttpCall call, Faulty fault, int failure) throws InterruptedException {
    if (gate.isUnavailable()) {
      return;
    }
    Duration pause = config.backoff().pause(failure, ThreadLocalRandom.current().nextDouble());
    LOG.info("request={} again in {} ms: {}", call.id(), pause.toMillis(), fault.reason());
    boolean unused = closing.await(pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  private boolean isClosed() {
    return closing.getCount() == 0;
  }
}
